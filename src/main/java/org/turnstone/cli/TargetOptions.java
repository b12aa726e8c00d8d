package org.turnstone.cli;

import java.time.Duration;
import org.turnstone.connection.Limits;
import org.turnstone.run.RunRequest;
import picocli.CommandLine.Option;

/** Which database, and how long a run waits in it. */
final class TargetOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "The database: postgresql://user:password@host:5432/database, or a JDBC URL, or key=value. "
                        + "A password with special characters goes through `turnstone encode` first.",
                "Without --url: DATABASE_URL, or DB_HOST DB_PORT DB_NAME DB_USER DB_PASSWORD DB_SSL, or PGHOST and its"
                        + " kin, from the environment or the project's .env."
            })
    String url;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a statement waits for a table's lock: 500ms, 5s, 2m; 0 waits for ever. Default 5s.")
    Duration lockTimeout = Limits.DEFAULT.lockTimeout();

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a statement may work; 0 is for ever. Default 0.")
    Duration statementTimeout = Limits.DEFAULT.statementTimeout();

    @Option(
            names = "--wait-lock",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait while somebody else migrates; then exit 5. Default 50s.")
    Duration waitLock = RunRequest.DEFAULT_WAIT;

    @Option(names = "--yes", description = "Ask nothing: for pipelines, where nobody could answer.")
    boolean yes;

    Limits limits() {
        return new Limits(lockTimeout, statementTimeout);
    }
}
