package org.turnstone.report;

import org.turnstone.run.StatementError;

/** The line of a script that failed, with a caret under the place. */
public final class Caret {
    private static final int BEFORE = 40;
    private static final int WIDEST = 96;

    private Caret() {}

    /** Two lines: the source line, cut around the place where it is long, and the caret. Empty without a source line. */
    public static String under(StatementError error) {
        if (error.sourceLine() == null || error.sourceLine().isBlank()) {
            return "";
        }
        String source = error.sourceLine().stripTrailing();
        int column = Math.clamp(error.column() - 1L, 0, source.codePointCount(0, source.length()));
        int place = source.offsetByCodePoints(0, column);
        int from = place > WIDEST - 16 ? source.offsetByCodePoints(place, -Math.min(BEFORE, column)) : 0;
        int to = Math.min(source.length(), from + WIDEST);
        String lead = from > 0 ? "…" : "";
        String before = lead + Visible.line(source.substring(from, place));
        String rest = Visible.line(source.substring(place, Math.max(place, to))) + (to < source.length() ? "…" : "");
        return before + rest + "\n" + " ".repeat(Cells.width(before)) + "^";
    }

    /** {@code file:line:column}, as editors and terminals understand it. */
    public static String place(StatementError error) {
        return error.file() + ":" + error.line() + ":" + error.column();
    }
}
