package org.turnstone.report;

/** How many columns text takes where every character has a cell: Chinese and emoji take two, combining marks none. */
public final class Cells {
    private Cells() {}

    public static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /** The text, cut to a width with {@code …} at its end where it is wider. */
    public static String fit(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            if (used + width(c) > width - 1) {
                break;
            }
            out.appendCodePoint(c);
            used += width(c);
        }
        return out.append('…').toString();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The wide blocks of Unicode's East Asian Width, near enough for a table's columns. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0x303E
                || c >= 0x3041 && c <= 0xA4CF
                || c >= 0xA960 && c <= 0xA97F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
