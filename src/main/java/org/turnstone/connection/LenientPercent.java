package org.turnstone.connection;

import java.util.ArrayList;
import java.util.List;

/** Reads a part of a URL that people may have forgotten to encode, and says what it took as it stood. */
final class LenientPercent {
    private static final String WORTH_A_REMARK = "@/?#:[] ";

    private LenientPercent() {}

    /** The user or the password: {@code %XX} is decoded, a % that begins none stands for itself. */
    static String read(String text, String what, Findings findings) throws ConnectionFailure {
        boolean encoded = false;
        boolean rawPercent = false;
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            boolean hex = i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            encoded |= hex;
            rawPercent |= !hex;
        }
        if (encoded && rawPercent) {
            throw Findings.bad("The " + what + " holds a % that begins a %XX and one that does not, so it is not clear"
                    + " which are meant as they stand. Write every % that is meant itself as %25; `turnstone encode`"
                    + " prints a password the way a URL takes it.");
        }
        List<String> raw = rawCharacters(text);
        if (rawPercent) {
            raw.addFirst("% (written %25)");
        }
        if (!raw.isEmpty()) {
            findings.remark("The " + what + " holds a raw " + String.join(", ", raw) + ", which was taken as it stands."
                    + " Other programs may read this URL differently."
                    + (encoded ? " Its %XX were decoded all the same; a % meant as it stands is written %25." : ""));
        }
        if (rawPercent) {
            return text;
        }
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw Findings.bad("The " + what + " cannot be read: " + e.getMessage() + ". If a % in it is meant itself,"
                    + " write it %25.");
        }
    }

    private static List<String> rawCharacters(String text) {
        List<String> raw = new ArrayList<>();
        for (char c : WORTH_A_REMARK.toCharArray()) {
            if (text.indexOf(c) >= 0) {
                raw.add((c == ' ' ? "space" : String.valueOf(c)) + " (written "
                        + PercentEncoding.encode(String.valueOf(c)) + ")");
            }
        }
        return raw;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }
}
