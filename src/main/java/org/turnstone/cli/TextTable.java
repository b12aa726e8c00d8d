package org.turnstone.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.turnstone.report.Cells;

/** Rows under headings, aligned; where the width is short, columns give way in the order they were asked to. */
final class TextTable {
    private static final String GAP = "  ";

    /** One cell: its text, and how it is painted once it has its width. */
    record Cell(String text, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private record Column(String heading, boolean right) {}

    private record Yield(int column, int to) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<Yield> yields = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    TextTable left(String heading) {
        columns.add(new Column(heading, false));
        return this;
    }

    TextTable right(String heading) {
        columns.add(new Column(heading, true));
        return this;
    }

    /** When there is too little room, this column may shrink to that width before the next one is asked. */
    TextTable yield(int column, int to) {
        yields.add(new Yield(column, to));
        return this;
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    /** A line across all columns. */
    void heading(Cell cell) {
        rows.add(List.of(cell));
    }

    /** The lines, none wider than asked where the columns can give way that far. */
    List<String> lines(int width, Ink ink) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        List<Cell> headings =
                columns.stream().map(c -> new Cell(c.heading(), ink::faint)).toList();
        lines.add(line(headings, widths));
        for (List<Cell> row : rows) {
            lines.add(row.size() == 1 && columns.size() > 1 ? across(row.getFirst(), width) : line(row, widths));
        }
        return lines;
    }

    private static String across(Cell cell, int width) {
        return cell.paint().apply(Cells.fit(cell.text(), width));
    }

    private String line(List<Cell> row, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            String text = Cells.fit(cell.text(), widths[i]);
            String space = " ".repeat(Math.max(0, widths[i] - Cells.width(text)));
            String painted = cell.paint().apply(text);
            out.append(columns.get(i).right() ? space + painted : painted + space);
            out.append(i < widths.length - 1 ? GAP : "");
        }
        return out.toString().stripTrailing();
    }

    private int[] widths(int available) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Cells.width(columns.get(i).heading());
            for (List<Cell> row : rows) {
                if (row.size() == widths.length) {
                    widths[i] = Math.max(widths[i], Cells.width(row.get(i).text()));
                }
            }
        }
        for (Yield yield : yields) {
            int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
            if (over > 0 && widths[yield.column()] > yield.to()) {
                widths[yield.column()] = Math.max(yield.to(), widths[yield.column()] - over);
            }
        }
        return widths;
    }
}
