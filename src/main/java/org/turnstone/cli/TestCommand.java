package org.turnstone.cli;

import org.turnstone.run.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone test}. */
@Command(
        name = "test",
        header = "Prove the migrations on a throwaway database: apply, revert, compare, apply again.",
        description =
                "%nNeeds no database of yours: Turnstone carries a PostgreSQL. With --url or --profile it reads there"
                        + " which migrations are applied already, and changes nothing in it.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.FAILED_LINE, Exit.USAGE_LINE, Exit.CONNECTION_LINE, Exit.CANCELLED_LINE},
        footerHeading = "%nExamples:%n",
        footer = {"  turnstone test migrations", "  turnstone test migrations --json > test.json"})
final class TestCommand extends ProjectCommand {
    @Option(names = "--keep", description = "Leave the throwaway database for a look at it.")
    boolean keep;

    TestCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        // DATABASE_URL is not asked: a test needs no database, and must not fail for one nobody meant.
        var target = database.url == null && database.profile == null ? null : target();
        RunRequest request = RunRequest.test(project(), target);
        return new Conductor(context).carryOutAndTell(keep ? request.keepingScratch() : request);
    }
}
