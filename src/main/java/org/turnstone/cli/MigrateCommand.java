package org.turnstone.cli;

import org.turnstone.run.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone migrate}. */
@Command(
        name = "migrate",
        header = "Run the pending migrations, oldest first.",
        description = "%nOne transaction each, as the project's own tool would, under that tool's own lock."
                + " What a failed migration did is rolled back; those before it stay.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.DONE_LINE,
            Exit.FAILED_LINE,
            Exit.USAGE_LINE,
            Exit.CONNECTION_LINE,
            Exit.NOT_CLEAN_LINE,
            Exit.LOCKED_LINE,
            Exit.CANCELLED_LINE
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone migrate migrations --url postgresql://me@localhost/shop",
            "  turnstone migrate migrations --to 12 --lock-timeout 2s"
        })
final class MigrateCommand extends ProjectCommand {
    @Option(names = "--to", paramLabel = "VERSION", description = "Stop after this version. Default: run all.")
    String to;

    @Option(
            names = "--lock-retries",
            paramLabel = "N",
            description = "How often a migration that got no lock in time, and was rolled back whole, is tried again."
                    + " Default 5.")
    int lockRetries = RunRequest.DEFAULT_RETRIES;

    MigrateCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        checkRetries(lockRetries);
        var target = target();
        GuardRail.pass(context, database, target, "migrate");
        RunRequest request = RunRequest.migrate(projectToRun(), target)
                .to(to)
                .waiting(database.waitLock)
                .retryingLocks(lockRetries);
        return new Conductor(context).carryOutAndTell(request);
    }
}
