package org.turnstone.cli;

import org.turnstone.run.DataThatGoes;
import org.turnstone.run.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone dry-run}. */
@Command(
        name = "dry-run",
        header = "Rehearse a migrate or a revert on the database itself, and roll it back.",
        description = "%nEvery statement runs for real in one transaction that is never committed. Statements that"
                + " PostgreSQL refuses in a transaction are said to be not rehearsed; `turnstone test` runs those.%n",
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
            "  turnstone dry-run migrations --url postgresql://me@localhost/shop",
            "  turnstone dry-run migrations --revert --steps 2"
        })
final class DryRunCommand extends ProjectCommand {
    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Rehearse up to this version; with --revert down to it, and it stays.")
    String to;

    @Option(names = "--revert", description = "Rehearse a revert instead of a migrate.")
    boolean revert;

    @Option(names = "--steps", paramLabel = "N", description = "With --revert: how many migrations. Default 1.")
    Integer steps;

    DryRunCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        if (steps != null && !revert) {
            throw new UsageProblem("--steps counts migrations to revert: write --revert with it, or --to VERSION.");
        }
        RevertCommand.check(steps, to);
        var target = target();
        RunRequest request = RunRequest.dryRun(projectToRun(), target).to(to).waiting(database.waitLock);
        RunRequest asked = revert ? request.rehearsingRevert(steps == null ? 1 : steps) : request;
        if (!revert) {
            return new Conductor(context).carryOutAndTell(asked);
        }
        DataThatGoes goes = context.engine().dataThatGoes(asked);
        new LossView(context).print(goes);
        return new Conductor(context).carryOutAndTell(asked, goes);
    }
}
