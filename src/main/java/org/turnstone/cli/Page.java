package org.turnstone.cli;

import java.io.PrintStream;

/** A stream to print lines on; where its character set is small, our symbols become plain ones. */
record Page(PrintStream stream, boolean unicode) {
    private static final String SYMBOLS = "●○◆◇▲◌■◐✕✓↶→…–·•";
    private static final String PLAIN = "*o#?^-=%x+<>~--*";

    void line(String text) {
        stream.println(shown(text));
    }

    void lines(Iterable<String> texts) {
        texts.forEach(this::line);
    }

    /** A line that will be written over: no line end. */
    void draw(String text) {
        stream.print(shown(text));
        stream.flush();
    }

    private String shown(String text) {
        if (unicode) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            int symbol = SYMBOLS.indexOf(out.charAt(i));
            if (symbol >= 0) {
                out.setCharAt(i, PLAIN.charAt(symbol));
            }
        }
        return out.toString();
    }
}
