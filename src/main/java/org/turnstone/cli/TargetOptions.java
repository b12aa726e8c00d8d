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
            names = "--profile",
            paramLabel = "NAME",
            description = "The database of this profile (see `turnstone profiles`), with its password, limits, role and"
                    + " guard rails. Counts before everything else.")
    String profile;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a statement waits for a table's lock: 500ms, 5s, 2m; 0 waits for ever. Default: the"
                    + " profile's, or 5s.")
    Duration lockTimeout;

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a statement may work; 0 is for ever. Default: the profile's, or 0.")
    Duration statementTimeout;

    @Option(
            names = "--wait-lock",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait while somebody else migrates; then exit 5. Default 50s.")
    Duration waitLock = RunRequest.DEFAULT_WAIT;

    @Option(
            names = "--yes",
            description = "Ask nothing, not even for a production profile: for pipelines, where nobody could answer.")
    boolean yes;

    /** What was said, and where nothing was said what is usual. */
    Limits limits(Limits usual) {
        return new Limits(
                lockTimeout == null ? usual.lockTimeout() : lockTimeout,
                statementTimeout == null ? usual.statementTimeout() : statementTimeout);
    }
}
