package org.turnstone.report;

/**
 * Makes characters visible that would otherwise act: control characters move a terminal's cursor, and bidirectional
 * marks make a line read differently from what it is.
 */
public final class Visible {
    private Visible() {}

    /** A text for one line: every control character shown as its escape, line ends and tabs as a space. */
    public static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                out.append(' ');
            } else {
                append(out, c);
            }
        });
        return out.toString();
    }

    /** A text of several lines: line ends and tabs stay, other control characters are shown as their escapes. */
    public static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                out.appendCodePoint(c);
            } else {
                append(out, c);
            }
        });
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (acts(c)) {
            out.append(escape(c));
        } else {
            out.appendCodePoint(c);
        }
    }

    static String escape(int c) {
        return c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c);
    }

    /** Whether a character does something instead of being seen. */
    static boolean acts(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Joiners shape letters in several scripts and emoji; the other format characters only mislead.
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            default -> false;
        };
    }
}
