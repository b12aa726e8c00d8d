package org.turnstone.cli;

import org.turnstone.run.RunRequest;
import org.turnstone.run.ScratchPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone diff}. */
@Command(
        name = "diff",
        header = "Say where the database's schema is not what its own history makes.",
        description = "%nReplays what is applied there on a throwaway database, and compares the two schemas object by"
                + " object. The database is only read, in a READ ONLY transaction, and the result says why that can be"
                + " believed.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "  0:no drift",
            "  1:the history does not replay on the throwaway database",
            Exit.USAGE_LINE,
            Exit.CONNECTION_LINE,
            "  4:drift",
            Exit.CANCELLED_LINE
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone diff migrations --url postgresql://me@db/shop",
            "  turnstone diff migrations --profile shop-prod --postgres target --json"
        })
final class DiffCommand extends ProjectCommand {
    @Option(
            names = "--postgres",
            paramLabel = "built-in|installed|target",
            converter = ScratchPlaceConverter.class,
            description =
                    "Where the history is replayed: on the PostgreSQL that Turnstone carries, on one installed on this"
                        + " machine, or in a temporary database on the target's own server. Default: the built-in one"
                        + " where it is of the target's major version, else an installed one that is.")
    ScratchPlace place;

    DiffCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        var target = target();
        RunRequest request = RunRequest.diff(projectToRun(), target);
        return new Conductor(context).carryOutAndTell(place == null ? request : request.on(place));
    }
}
