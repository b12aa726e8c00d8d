package org.turnstone.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.turnstone.connection.Target;
import org.turnstone.report.Cells;
import org.turnstone.report.JsonReport;
import org.turnstone.report.LockLines;
import org.turnstone.report.Phrases;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Blocker;
import org.turnstone.run.LeftoverIndex;
import org.turnstone.run.LockDoctor;
import org.turnstone.run.LockReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code turnstone locks}. */
@Command(
        name = "locks",
        header = "Who waits for whom in a database, and what broken index builds left there.",
        description = "%nLooks only, unless told to cancel, terminate or drop; it asks before it does that.%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.DONE_LINE, Exit.USAGE_LINE, Exit.CONNECTION_LINE},
        footerHeading = "%nExamples:%n",
        footer = {
            "  turnstone locks --url postgresql://me@localhost/shop",
            "  turnstone locks --profile shop-prod --terminate 4711"
        })
final class LocksCommand extends ProjectCommand {
    @Option(names = "--cancel", paramLabel = "PID", description = "Cancel the statement of this process.")
    Integer cancel;

    @Option(
            names = "--terminate",
            paramLabel = "PID",
            description = "End the session of this process; what it has not committed is rolled back.")
    Integer terminate;

    @Option(
            names = "--drop-index",
            paramLabel = "NAME",
            description = "Drop this index that a broken build left, as it is called here, without keeping anybody"
                    + " waiting.")
    String drop;

    LocksCommand(Context context) {
        super(context);
    }

    @Override
    int work() throws Exception {
        if (Stream.of(cancel, terminate, drop).filter(each -> each != null).count() > 1) {
            throw new UsageProblem("--cancel, --terminate and --drop-index are done one at a time.");
        }
        Target target = target();
        LockDoctor doctor = context.engine().locks();
        if (cancel != null) {
            confirm(target, "cancel", "Cancel what process " + cancel + " is doing?");
            return done("cancel", doctor.cancel(target, cancel));
        }
        if (terminate != null) {
            confirm(target, "terminate", "End the session of process " + terminate + "?");
            return done("terminate", doctor.terminate(target, terminate));
        }
        if (drop != null) {
            confirm(target, "drop-index", "Drop the index " + drop + "?");
            return done("drop-index", doctor.dropLeftover(target, drop));
        }
        LockReport report = doctor.look(target);
        if (output.json) {
            context.terminal().out().print(JsonReport.of(report));
        } else {
            print(report);
        }
        return Exit.DONE;
    }

    private void confirm(Target target, String verb, String question) throws Exception {
        GuardRail.confirm(context, database, target, verb, Visible.line(question), "Nothing was done.");
    }

    private int done(String command, String sentence) {
        if (output.json) {
            context.terminal().out().print(JsonReport.done(command, sentence));
        } else {
            context.out().line(context.ink().of(Tone.GOOD, "✓") + " " + Visible.line(sentence));
        }
        return Exit.DONE;
    }

    private void print(LockReport report) {
        Page page = context.out();
        int waiting = report.waiting().size();
        page.line(context.ink()
                        .bold(Visible.line(report.target().database() + " on "
                                + report.target().server())) + " · "
                + (waiting == 0 ? "nobody waits" : Phrases.count(waiting, "session") + " waiting"));
        Set<Integer> shown = new HashSet<>();
        report.roots().forEach(root -> tree(page, report, root, "", shown));
        for (Blocker each : report.sessions()) {
            if (!shown.contains(each.pid())) {
                tree(page, report, each, "", shown);
            }
        }
        if (!report.leftovers().isEmpty()) {
            page.line("");
            page.line(context.ink().bold("Indexes that broken builds left"));
        }
        report.leftovers().forEach(index -> leftover(page, index));
        if (!report.roots().isEmpty()) {
            int pid = report.roots().getFirst().pid();
            page.line("");
            if (pid != 0) {
                page.line("→ `turnstone locks --terminate " + pid + "` ends the session that everybody waits for;"
                        + " what it has not committed is rolled back.");
            }
        }
        report.missing().forEach(sentence -> page.line("  " + Visible.line(sentence)));
    }

    /** A session, and below it those who wait for it. */
    private void tree(Page page, LockReport report, Blocker each, String indent, Set<Integer> shown) {
        if (!shown.add(each.pid())) {
            return;
        }
        page.line("");
        Tone tone = each.orphan() ? Tone.BAD : each.waitsFor().isEmpty() ? Tone.WARNING : Tone.NEUTRAL;
        String mark = each.waitsFor().isEmpty() ? "■" : "○";
        page.line(indent + context.ink().of(tone, mark) + " " + Visible.line(LockLines.who(each)));
        if (each.query() != null) {
            String query = Cells.fit(Visible.line(Phrases.firstLine(each.query())), 160);
            page.line(indent + "    " + context.ink().faint(query));
        }
        report.waiting().stream()
                .filter(waiter -> waiter.waitsFor().contains(each.pid()))
                .forEach(waiter -> tree(page, report, waiter, indent + "    ", shown));
    }

    private void leftover(Page page, LeftoverIndex index) {
        page.line("  " + context.ink().of(Tone.WARNING, "◆") + " " + Visible.line(index.index()) + " on "
                + Visible.line(index.table()) + (index.copy() ? ", a copy that REINDEX made" : ""));
        page.line("    → turnstone locks --drop-index '" + Visible.line(index.index()) + "'");
    }
}
