package org.turnstone.cli;

import org.turnstone.run.RunRequest;
import org.turnstone.run.ScratchPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone test}. */
@Command(
        name = "test",
        header = "Prove the migrations on a throwaway database: apply, revert, compare, apply again.",
        description =
                "%nNeeds no database of yours: Turnstone carries a PostgreSQL. With --url or --profile it reads there"
                        + " which migrations are applied already, compares its schema with what they make, and changes"
                        + " nothing in it. Every revert is judged on its own; those that do not restore the schema are"
                        + " named with what they leave. What scripts expect to be there beforehand goes into"
                        + " turnstone.toml: [scratch] setup, roles, extensions.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.FAILED_LINE, Exit.USAGE_LINE, Exit.CONNECTION_LINE, Exit.CANCELLED_LINE},
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone test migrations",
            "  turnstone test migrations --url postgresql://me@db/shop --postgres installed --rows 3",
            "  turnstone test migrations --json > test.json"
        })
final class TestCommand extends ProjectCommand {
    private static final int MOST_ROWS = 1000;

    @Option(
            names = "--postgres",
            paramLabel = "built-in|installed|target",
            converter = ScratchPlaceConverter.class,
            defaultValue = "built-in",
            description =
                    "Where the throwaway database is: on the PostgreSQL that Turnstone carries (the default), on one"
                            + " installed on this machine, of the target's major version where there is one, or on the"
                            + " target's own server.")
    ScratchPlace place;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Plant so many made-up rows in every table before the pending migrations, and say column by"
                    + " column whether applying and reverting keeps them.")
    int rows;

    @Option(
            names = "--keep",
            description = "Keep the throwaway database for a look at it, until `turnstone scratch drop`.")
    boolean keep;

    TestCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        // DATABASE_URL is not asked: a test needs no database, and must not fail for one nobody meant.
        var target = database.url == null && database.profile == null ? null : target();
        if (rows < 0 || rows > MOST_ROWS) {
            throw new UsageProblem("--rows takes a number of rows from 0 to " + MOST_ROWS + ".");
        }
        RunRequest request = RunRequest.test(projectToRun(), target).on(place).planting(rows);
        return new Conductor(context).carryOutAndTell(keep ? request.keepingScratch() : request);
    }
}
