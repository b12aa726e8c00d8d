package org.turnstone.cli;

import java.util.List;
import org.turnstone.report.Cells;
import org.turnstone.report.ImpactRow;
import org.turnstone.report.LockLines;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.Direction;
import org.turnstone.run.RunResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TableLock;

/** What a dry run observed, as tables for a terminal: statement by statement, and the locks of the whole run. */
final class ImpactTable {
    /** Wide enough to know a statement by; a pipe gets no more either, since a line of a script may be a megabyte. */
    private static final int LONGEST_STATEMENT = 100;

    private static final int LONGEST_NAME = 60;

    private final Ink ink;
    private final int width;

    ImpactTable(Ink ink, int width) {
        this.ink = ink;
        this.width = width;
    }

    /** A line for each statement, under its migration. */
    List<String> statements(RunResult result) {
        TextTable table = new TextTable()
                .right("Line")
                .left("Statement")
                .left("Lock taken")
                .left("On")
                .left("Rewrite")
                .right("Rows")
                .right("WAL")
                .right("Time")
                .yield(1, 30)
                .yield(3, 14)
                .yield(1, 20)
                .yield(3, 8)
                .yield(1, 10)
                .yield(2, 10);
        for (StepResult step : result.steps()) {
            String name = step.version() == null ? step.description() : step.version() + " " + step.description();
            String verb = step.direction() == Direction.DOWN ? "revert " : "";
            table.heading(new TextTable.Cell(verb + Visible.line(name), ink::bold));
            ImpactRow.of(step.statements()).forEach(row -> add(table, row));
        }
        return table.lines(width, ink);
    }

    private void add(TextTable table, ImpactRow row) {
        Look look = Look.of(row.statement().outcome());
        Tone work = row.work().equals("rewrite") ? Tone.BAD : row.work().equals("scan") ? Tone.WARNING : Tone.NEUTRAL;
        table.row(
                TextTable.Cell.of(String.valueOf(row.statement().line())),
                TextTable.Cell.of(Cells.fit(Visible.line(row.text()), LONGEST_STATEMENT)),
                new TextTable.Cell(row.lock(), text -> ink.of(row.tone(), text)),
                TextTable.Cell.of(Cells.fit(Visible.line(row.on()), LONGEST_NAME)),
                new TextTable.Cell(row.work(), text -> ink.of(work, text)),
                TextTable.Cell.of(row.rows()),
                TextTable.Cell.of(row.log()),
                TextTable.Cell.of(Phrases.duration(row.took())));
        if (row.statement().reason() != null) {
            String reason = "      " + Visible.line(row.statement().reason());
            table.heading(new TextTable.Cell(reason, text -> ink.of(look.tone(), text)));
        }
    }

    /** The locks that keep others from writing, or nothing where there is none. */
    List<String> locks(RunResult result) {
        List<TableLock> inTheWay = LockLines.inTheWay(result);
        if (inTheWay.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable()
                .left("Waits for")
                .left("Lock")
                .right("Rows there")
                .right("Held")
                .left("Meanwhile")
                .yield(0, 20)
                .yield(4, 12)
                .yield(0, 12);
        for (TableLock lock : inTheWay) {
            table.row(
                    TextTable.Cell.of(Cells.fit(Visible.line(lock.relation()), LONGEST_NAME)),
                    new TextTable.Cell(lock.mode(), text -> ink.of(ImpactRow.tone(lock.mode()), text)),
                    TextTable.Cell.of(lock.rows() == null ? "–" : Phrases.number(lock.rows())),
                    TextTable.Cell.of(Phrases.duration(lock.held())),
                    TextTable.Cell.of(LockLines.meaning(lock)));
        }
        return table.lines(width, ink);
    }
}
