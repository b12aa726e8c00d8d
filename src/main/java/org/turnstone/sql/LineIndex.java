package org.turnstone.sql;

import java.util.Arrays;

/** Turns offsets in a text into the lines and columns people see, and back. Lines and columns count from 1. */
public final class LineIndex {
    private final CharSequence text;
    private final int[] starts;

    /** Finds the lines of a text; a line feed, a carriage return, or both in that order end one. */
    public LineIndex(CharSequence text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        // A byte order mark is not part of what people see.
        found[0] = text.length() > 0 && text.charAt(0) == Characters.BYTE_ORDER_MARK ? 1 : 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    /** How many lines there are; text that ends with a line's end has an empty one after it. */
    public int lines() {
        return starts.length;
    }

    /** The line an offset is in; a line's end belongs to the line it ends. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.max(1, found >= 0 ? found + 1 : -found - 1);
    }

    /** The column of an offset, counted in Unicode code points. */
    public int column(int offset) {
        int start = starts[line(offset) - 1];
        int end = Math.min(offset, text.length());
        return end <= start ? 1 : Character.codePointCount(text, start, end) + 1;
    }

    /** A line without its end. */
    public String lineText(int line) {
        return text.subSequence(starts[line - 1], end(line)).toString();
    }

    /** Where a line and column are; a column past the line's end is the line's end. */
    public int offset(int line, int column) {
        int start = starts[Math.clamp(line, 1, starts.length) - 1];
        int end = end(Math.clamp(line, 1, starts.length));
        if (column - 1 > end - start || column - 1 > Character.codePointCount(text, start, end)) {
            return end;
        }
        return Character.offsetByCodePoints(text, start, Math.max(0, column - 1));
    }

    private int end(int line) {
        int end = line == starts.length ? text.length() : starts[line];
        while (end > starts[line - 1] && Characters.isLineEnd(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
