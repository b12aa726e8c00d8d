package org.turnstone.desktop.editor;

/**
 * Shows a line of many thousand characters in pieces, because a single one is laid out as a whole at every key. Where a
 * piece ends and no line does, a sign stands that the text has nowhere else; what is written has neither sign nor end.
 */
final class LongLines {
    static final int LONGEST = 5_000;
    private static final int PIECE = 2_000;
    private static final char[] SIGNS = {'\u21A9', '\u2936', '\u21B2', '\u2BA0', '\uE0A1'};

    private char sign;

    /** The text as an editor can show it. */
    String shown(String text) {
        sign = 0;
        if (!hasLong(text)) {
            return text;
        }
        for (char candidate : SIGNS) {
            if (text.indexOf(candidate) < 0) {
                sign = candidate;
                break;
            }
        }
        return sign == 0 ? text : cut(text);
    }

    /** The text as it is written. */
    String written(String shown) {
        return sign == 0 ? shown : shown.replace(joint(), "");
    }

    /** Whether some lines are shown in pieces. */
    boolean isCut() {
        return sign != 0;
    }

    private String joint() {
        return sign + "\n";
    }

    int inShown(SqlArea area, int written) {
        if (sign == 0) {
            return Math.clamp(written, 0, area.getLength());
        }
        int at = 0;
        int count = 0;
        String text = area.getText();
        String joint = joint();
        for (int next = text.indexOf(joint); next >= 0; next = text.indexOf(joint, at)) {
            if (count + next - at >= written) {
                break;
            }
            count += next - at;
            at = next + joint.length();
        }
        return Math.min(at + written - count, text.length());
    }

    int inWritten(SqlArea area, int shown) {
        return sign == 0
                ? shown
                : written(area.getText(0, Math.min(shown, area.getLength()))).length();
    }

    private String cut(String text) {
        StringBuilder result = new StringBuilder(text.length() + text.length() / PIECE * 2);
        int begin = 0;
        while (begin <= text.length()) {
            int found = text.indexOf('\n', begin);
            int end = found < 0 ? text.length() : found;
            if (end - begin > LONGEST) {
                int at = begin;
                while (end - at > PIECE) {
                    int next = at + PIECE - (Character.isHighSurrogate(text.charAt(at + PIECE - 1)) ? 1 : 0);
                    result.append(text, at, next).append(joint());
                    at = next;
                }
                begin = at;
            }
            result.append(text, begin, end);
            if (found >= 0) {
                result.append('\n');
            }
            begin = end + 1;
        }
        return result.toString();
    }

    private static boolean hasLong(String text) {
        int begin = 0;
        while (begin <= text.length()) {
            int found = text.indexOf('\n', begin);
            int end = found < 0 ? text.length() : found;
            if (end - begin > LONGEST) {
                return true;
            }
            begin = end + 1;
        }
        return false;
    }
}
