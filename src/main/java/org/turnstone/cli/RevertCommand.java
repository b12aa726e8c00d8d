package org.turnstone.cli;

import org.turnstone.run.DataThatGoes;
import org.turnstone.run.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone revert}. */
@Command(
        name = "revert",
        header = "Take migrations back, newest first, by the scripts that revert them.",
        description = "%nOne transaction each. Nothing is reverted when one of those asked for has no revert script,"
                + " or is not known to be what ran: its file has changed since, or is gone.%n",
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
            "  turnstone revert migrations               the last one",
            "  turnstone revert migrations --steps 2     the last two",
            "  turnstone revert migrations --to 12       all that came after 12",
            "  turnstone revert migrations --batch       the last batch, in a Knex project"
        })
final class RevertCommand extends ProjectCommand {
    @Option(names = "--steps", paramLabel = "N", description = "How many migrations. Default 1.")
    Integer steps;

    @Option(names = "--to", paramLabel = "VERSION", description = "All that came after this version; it stays.")
    String to;

    @Option(names = "--batch", description = "All that were applied together last, for tools that know batches (Knex).")
    boolean batch;

    @Option(
            names = "--lock-retries",
            paramLabel = "N",
            description = "How often a migration that got no lock in time, and was rolled back whole, is tried again."
                    + " Default 5.")
    int lockRetries = RunRequest.DEFAULT_RETRIES;

    RevertCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        check(steps, to);
        checkRetries(lockRetries);
        if (batch && (steps != null || to != null)) {
            throw new UsageProblem("--batch says by itself what is reverted: leave --steps and --to away.");
        }
        var target = target();
        RunRequest request = RunRequest.revert(
                        projectToRun(), target, batch ? RunRequest.LAST_BATCH : steps == null ? 1 : steps)
                .to(to)
                .waiting(database.waitLock)
                .retryingLocks(lockRetries);
        DataThatGoes goes = context.engine().dataThatGoes(request);
        new LossView(context).print(goes);
        GuardRail.pass(context, database, target, "revert");
        return new Conductor(context).carryOutAndTell(request, goes);
    }

    static void check(Integer steps, String to) throws UsageProblem {
        if (steps != null && to != null) {
            throw new UsageProblem("--steps and --to say the same in two ways: write one of them.");
        }
        if (steps != null && steps < 1) {
            throw new UsageProblem("--steps " + steps + " reverts nothing: write 1 or more.");
        }
    }
}
