package org.turnstone.cli;

import java.util.List;
import org.turnstone.report.Caret;
import org.turnstone.report.Cells;
import org.turnstone.report.ImpactRow;
import org.turnstone.report.LockLines;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.SchemaLines;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Blocker;
import org.turnstone.run.Evidence;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.TableLock;

/** What a run came to: the statements of a dry run, the error, and in a sentence what it means. */
final class RunView {
    /** Of a list on a terminal. */
    private static final int MOST_LINES = 40;

    private final Context context;
    private final Ink ink;

    RunView(Context context) {
        this.context = context;
        this.ink = context.ink();
    }

    void print(RunResult result) {
        boolean good = result.outcome().isGood();
        boolean quiet = context.speech().quiet || context.speech().json;
        if (result.kind() == RunKind.DRY_RUN && !quiet && result.statementCount() > 0) {
            impact(result);
        }
        if (!quiet && (result.proof() != null || result.kind() == RunKind.DRY_RUN)) {
            proof(result);
        }
        if (good && quiet) {
            return;
        }
        Page page = good ? context.out() : context.err();
        if (result.firstError() != null) {
            page.line("");
            error(page, result.firstError());
        }
        page.line("");
        Look look = Look.of(result);
        boolean saidAlready = result.summary().startsWith(look.word());
        String word = saidAlready ? "" : ink.bold(ink.of(look.tone(), look.word() + ".")) + " ";
        page.line(ink.symbol(look) + " " + word + Visible.line(result.summary()));
        String strongest = LockLines.strongest(result);
        if (strongest != null) {
            TableLock lock = result.locks().getFirst();
            page.line("  " + ink.of(ImpactRow.tone(lock.mode()), Visible.line(strongest)));
        }
        evidence(page, result.evidence());
        if (result.note() != null) {
            page.line("  " + Visible.line(result.note()));
        }
        result.blockers().forEach(each -> blocker(page, each));
        result.advice().forEach(advice -> page.line("→ " + Visible.line(advice)));
    }

    /** What a dry run observed. */
    private void impact(RunResult result) {
        Page page = context.out();
        ImpactTable table = new ImpactTable(ink, context.width());
        page.line("");
        page.lines(table.statements(result));
        List<String> locks = table.locks(result);
        if (locks.size() > 2) { // One is said below.
            page.line("");
            page.lines(locks);
        }
    }

    private void evidence(Page page, Evidence evidence) {
        if (evidence == null || evidence.proofs().isEmpty()) {
            return;
        }
        page.line(
                evidence.holds()
                        ? "  Nothing was changed:"
                        : "  " + ink.of(Tone.WARNING, "It is not certain that nothing was changed:"));
        evidence.proofs().forEach(proof -> page.line("  · " + Visible.line(proof)));
    }

    private void blocker(Page page, Blocker each) {
        page.line(ink.of(Tone.WARNING, "■") + " In the way: " + Visible.line(LockLines.who(each)));
        if (each.query() != null) {
            page.line("    " + Visible.line(Cells.fit(Phrases.firstLine(each.query()), 200)));
        }
    }

    /** What the migrations do to the schema, and what their reverts cannot bring back. */
    private void proof(RunResult result) {
        Page page = context.out();
        if (result.change() != null && !result.change().isEmpty()) {
            page.line("");
            page.line(ink.bold("Schema change"));
            result.change().lines().stream()
                    .limit(MOST_LINES)
                    .forEach(line -> page.line("  " + ink.of(SchemaLines.tone(line), Visible.line(line))));
            int more = result.change().changes().size() - MOST_LINES;
            if (more > 0) {
                page.line("  " + ink.faint("… and " + more + " more; --json has them all"));
            }
        }
        if (result.proof() != null) {
            section(page, "Not brought back", SchemaLines.losses(result.proof()));
            section(page, "Planted rows", SchemaLines.values(result.proof()));
        }
    }

    private void section(Page page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.line("");
            page.line(ink.bold(title));
            lines.stream().limit(MOST_LINES).forEach(line -> page.line("  " + Visible.line(line)));
            if (lines.size() > MOST_LINES) {
                page.line("  " + ink.faint("… and " + (lines.size() - MOST_LINES) + " more; --json has them all"));
            }
        }
    }

    private void error(Page page, StatementError error) {
        page.line(ink.of(Tone.BAD, "✕ " + Visible.lines(error.message())));
        page.line("  at " + ink.bold(Visible.line(Caret.place(error))));
        Caret.under(error).lines().forEach(line -> page.line("    " + line));
        labelled(page, "SQLSTATE", error.sqlState());
        labelled(page, "Detail", error.detail());
        labelled(page, "Hint", error.hint());
        labelled(page, "Where", error.where());
    }

    private void labelled(Page page, String label, String text) {
        if (text != null && !text.isBlank()) {
            page.line("  " + ink.faint(label + ":") + " "
                    + Visible.lines(text.strip()).replace("\n", "\n    "));
        }
    }
}
