package org.turnstone.cli;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.report.JsonProof;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.ScratchLeftover;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about throwaway databases that are still there. */
final class ScratchCommands {
    private ScratchCommands() {}

    /** {@code turnstone scratch list}. */
    @Command(name = "list", header = "What is there, and how to enter it.", optionListHeading = "%nOptions:%n")
    static final class ListAll extends Subcommand {
        @ArgGroup(validate = false, order = 50, heading = "%nDatabase:%n")
        TargetOptions database = new TargetOptions();

        ListAll(Context context) {
            super(context);
        }

        @Override
        int work() throws Exception {
            List<ScratchLeftover> all = context.engine().proofs().leftovers(targetIfNamed(context, database));
            if (output.json) {
                context.terminal().out().print(JsonProof.ofScratch(all));
            } else if (all.isEmpty()) {
                context.out().line("There are none.");
            }
            for (ScratchLeftover each : output.json ? List.<ScratchLeftover>of() : all) {
                context.out()
                        .line(context.ink().bold(Visible.line(each.name())) + " on " + each.server()
                                + (each.kept() ? "" : ", left by a Turnstone that was killed"));
                context.out().line("  " + Visible.line(each.enter()));
            }
            return Exit.DONE;
        }
    }

    /** {@code turnstone scratch drop}. */
    @Command(
            name = "drop",
            header = "Drop them, and stop the servers that only they kept running.",
            optionListHeading = "%nOptions:%n")
    static final class Drop extends Subcommand {
        @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which; see `turnstone scratch list`.")
        List<String> names = new ArrayList<>();

        @Option(names = "--all", description = "Every one.")
        boolean all;

        @ArgGroup(validate = false, order = 50, heading = "%nDatabase:%n")
        TargetOptions database = new TargetOptions();

        Drop(Context context) {
            super(context);
        }

        @Override
        int work() throws Exception {
            Target target = targetIfNamed(context, database);
            List<ScratchLeftover> there = context.engine().proofs().leftovers(target);
            if (names.isEmpty() && !all && there.size() > 1) {
                throw new UsageProblem("There are " + there.size() + ". Name those to drop, or say --all.");
            }
            List<ScratchLeftover> dropped = new ArrayList<>();
            for (ScratchLeftover each : there) {
                if (names.isEmpty() || names.contains(each.name())) {
                    context.engine().proofs().drop(each, target);
                    dropped.add(each);
                }
            }
            names.removeIf(name -> dropped.stream().anyMatch(each -> each.name().equals(name)));
            if (!names.isEmpty()) {
                throw new UsageProblem("There is no scratch database " + String.join(", ", names) + ".");
            }
            if (output.json) {
                context.terminal().out().print(JsonProof.ofScratch(dropped));
            } else {
                dropped.forEach(each -> context.out()
                        .line(context.ink().of(Tone.GOOD, "✓") + " Dropped " + Visible.line(each.name()) + "."));
            }
            return Exit.DONE;
        }
    }

    /** As with a test, nobody's environment is asked: what is on this machine needs no database. */
    private static Target targetIfNamed(Context context, TargetOptions options) throws ConnectionFailure, UsageProblem {
        return options.url == null && options.profile == null
                ? null
                : context.targetIfNamed(options, java.nio.file.Path.of("."));
    }
}
