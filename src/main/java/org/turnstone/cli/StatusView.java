package org.turnstone.cli;

import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.report.Look;
import org.turnstone.report.Phrases;
import org.turnstone.report.Summary;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TargetInfo;

/** A status as a table and a line that sums it up. */
final class StatusView {
    private final Context context;
    private final Ink ink;

    StatusView(Context context) {
        this.context = context;
        this.ink = context.ink();
    }

    void print(StatusResult result) {
        Page page = context.out();
        Status status = result.status();
        page.line(ink.bold(Visible.line(result.project().name()))
                + Visible.line(" · " + result.project().format() + where(result.target())));
        page.line("");
        if (!status.entries().isEmpty()) {
            page.lines(table(status).lines(context.width(), ink));
            page.line("");
        }
        status.warnings().forEach(warning -> page.line(ink.of(Tone.WARNING, "◆") + " " + Visible.line(warning)));
        page.line(summary(result));
    }

    static String summary(StatusResult result) {
        Status status = result.status();
        if (status.entries().isEmpty()) {
            return "There are no migrations in "
                    + Visible.line(result.project().folder().toString()) + ".";
        }
        String advice = "";
        if (!status.isClean()) {
            advice = " The status is not clean; migrate will refuse until it is.";
        } else if (status.pending().isEmpty()) {
            advice = " Nothing to do.";
        }
        return Summary.of(status) + "." + advice;
    }

    private static String where(TargetInfo target) {
        return target == null
                ? " · no database asked"
                : " · " + target.database() + " on " + target.server() + " as " + target.user() + " · PostgreSQL "
                        + target.version();
    }

    private TextTable table(Status status) {
        TextTable table = new TextTable()
                .left("State")
                .left("Version")
                .left("Description")
                .left("Applied")
                .left("By")
                .right("Took")
                .left("Revert")
                .yield(2, 24)
                .yield(4, 8)
                .yield(3, 10)
                .yield(2, 11)
                .yield(1, 14)
                .yield(4, 2)
                .yield(2, 6)
                .yield(1, 8);
        status.entries().forEach(entry -> addRow(table, entry));
        return table;
    }

    private void addRow(TextTable table, StatusEntry entry) {
        Look look = Look.of(entry.state());
        String note = entry.note() == null ? "" : " (" + entry.note() + ")";
        table.row(
                new TextTable.Cell(look.symbol() + " " + look.word(), text -> ink.of(look.tone(), text)),
                TextTable.Cell.of(Visible.line(Phrases.orDash(entry.version()))),
                TextTable.Cell.of(Visible.line(Phrases.orDash(entry.description()) + note)),
                TextTable.Cell.of(Phrases.when(entry.appliedAt())),
                TextTable.Cell.of(Visible.line(Phrases.orDash(entry.appliedBy()))),
                TextTable.Cell.of(Phrases.duration(entry.duration())),
                TextTable.Cell.of(entry.revertible() ? "yes" : "–"));
    }
}
