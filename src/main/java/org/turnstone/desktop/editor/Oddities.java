package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.fxmisc.richtext.TextExt;

/**
 * Characters that cannot be seen or that turn the text around them: code copied from a chat may hold some, and code may
 * hide behind them. Each is drawn as a sign of the same length, so that nothing moves.
 */
final class Oddities {
    static final String STYLE = "odd";

    /** Stands where a long line goes on in the next. */
    static final String JOINT = "joint";

    private Oddities() {}

    /** The odd characters of a line. */
    static List<Overlay> in(String line) {
        List<Overlay> found = List.of();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c >= 0x7F || c < ' ' && c != '\t') && isOdd(line, i)) {
                if (found.isEmpty()) {
                    found = new ArrayList<>();
                }
                found.add(new Overlay(i, i + 1, STYLE));
            }
        }
        return found;
    }

    /** What a character is called, such as {@code U+202E RIGHT-TO-LEFT OVERRIDE}. */
    static String name(char c) {
        return String.format("U+%04X %s", (int) c, Character.getName(c));
    }

    /** Whether what follows it may read differently from what runs. */
    static boolean deceives(char c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0x061C;
    }

    private static boolean isOdd(String line, int at) {
        char c = line.charAt(at);
        if (c == 0x200D) {
            // Joins the parts of an emoji, where it belongs.
            return at == 0 || line.charAt(at - 1) < 0x2000;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> c != ' ' && c != '\t';
            default -> c == 0x3164 || c == 0x115F || c == 0x1160 || c == 0xFFA0 || c == 0x2800;
        };
    }

    /** Puts signs in the place of the odd characters that a line's box shows. */
    static void show(Parent box) {
        Gutter.texts(box).forEach(text -> {
            if (text.getStyleClass().contains(JOINT)) {
                text.setText("\u21A9");
            } else if (text.getStyleClass().contains(STYLE)) {
                replace(text);
            }
        });
    }

    private static void replace(TextExt text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.getText().toCharArray()) {
            shown.append(sign(c));
        }
        text.setText(shown.toString());
    }

    private static char sign(char c) {
        if (deceives(c)) {
            return '\u21C4';
        }
        if (c < ' ') {
            return (char) (0x2400 + c);
        }
        return Character.getType(c) == Character.SPACE_SEPARATOR ? '\u2423' : '\u00A4';
    }
}
