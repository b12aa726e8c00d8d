package org.turnstone.cli;

import java.util.List;
import org.turnstone.report.Caret;
import org.turnstone.report.Cells;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.SchemaLines;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Direction;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StepResult;

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
            context.out().line("");
            context.out().lines(statements(result).lines(context.width(), ink));
        }
        if (result.proof() != null && !quiet) {
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
        if (result.note() != null) {
            page.line("  " + Visible.line(result.note()));
        }
        result.advice().forEach(advice -> page.line("→ " + Visible.line(advice)));
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
        section(page, "Not brought back", SchemaLines.losses(result.proof()));
        section(page, "Planted rows", SchemaLines.values(result.proof()));
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

    private TextTable statements(RunResult result) {
        TextTable table = new TextTable()
                .right("Line")
                .left("Statement")
                .left("Outcome")
                .right("Rows")
                .right("Time")
                .yield(1, 16);
        for (StepResult step : result.steps()) {
            String name = step.version() == null ? step.description() : step.version() + " " + step.description();
            String verb = step.direction() == Direction.DOWN ? "revert " : "";
            table.heading(new TextTable.Cell(verb + Visible.line(name), ink::bold));
            step.statements().forEach(statement -> addRow(table, statement));
        }
        return table;
    }

    private void addRow(TextTable table, StatementResult statement) {
        Look look = Look.of(statement.outcome());
        // Wide enough to know a statement by; a pipe gets no more either, since a line of a script may be a megabyte.
        String sql = Cells.fit(Visible.line(Phrases.firstLine(statement.sql())), 100);
        table.row(
                TextTable.Cell.of(String.valueOf(statement.line())),
                TextTable.Cell.of(sql),
                new TextTable.Cell(look.symbol() + " " + look.word(), text -> ink.of(look.tone(), text)),
                TextTable.Cell.of(Phrases.orDash(statement.rows())),
                TextTable.Cell.of(Phrases.duration(statement.duration())));
        if (statement.reason() != null) {
            String reason = "      " + Visible.line(statement.reason());
            table.heading(new TextTable.Cell(reason, text -> ink.of(look.tone(), text)));
        }
    }
}
