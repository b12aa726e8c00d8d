package org.turnstone.cli;

import org.turnstone.report.Look;
import org.turnstone.report.Tone;

/** Colours, where there are any. */
record Ink(boolean colours) {
    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String of(Tone tone, String text) {
        return switch (tone) {
            case GOOD -> paint("32", text);
            case BAD -> paint("31", text);
            case WARNING -> paint("33", text);
            case ACCENT -> paint("34", text);
            case NEUTRAL -> text;
        };
    }

    String symbol(Look look) {
        return of(look.tone(), look.symbol());
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
