package org.turnstone.desktop.editor;

import java.util.function.Supplier;

/**
 * Shows a line of many thousand characters in pieces, because a single one is laid out as a whole at every key. Where a
 * piece ends and no line does, a sign stands that the text has nowhere else; what is written has neither sign nor end.
 */
final class LongLines {
    static final int LONGEST = 5_000;

    /** Every word in the window has its price, also those that nobody sees because they are too far to the right. */
    private static final int PIECE = 500;

    /** Unicode has set these aside: no text that is exchanged has them. */
    private static final char FIRST_SIGN = '\uFDD0';

    private static final char LAST_SIGN = '\uFDEF';

    private char sign;

    /** The text as an editor can show it. */
    String shown(String text) {
        sign = 0;
        if (!hasLong(text)) {
            return text;
        }
        choose(text);
        return sign == 0 ? text : cut(text);
    }

    /** A part as it is to be put into a text that is shown already. */
    String inserted(String part, Supplier<String> around) {
        if (sign == 0 && hasLong(part)) {
            choose(around.get() + part);
            return sign == 0 ? part : cut(part);
        }
        if (sign == 0) {
            return part;
        }
        String clean = part.indexOf(sign) < 0 ? part : written(part).replace(String.valueOf(sign), "");
        return hasLong(clean) ? cut(clean) : clean;
    }

    /** The text as it is written. */
    String written(String shown) {
        return sign == 0 ? shown : shown.replace(joint(), "");
    }

    /** Whether some lines are shown in pieces. */
    boolean isCut() {
        return sign != 0;
    }

    /** Whether a line, given without its end, goes on in the next. */
    boolean goesOn(String line) {
        return sign != 0 && !line.isEmpty() && line.charAt(line.length() - 1) == sign;
    }

    /** Whether an end of a line is there only to cut it. */
    boolean isJoint(String shown, int end) {
        return sign != 0 && end > 0 && shown.charAt(end - 1) == sign;
    }

    private String joint() {
        return sign + "\n";
    }

    /** Where something of the written text stands in the shown one. */
    int inShown(Supplier<String> shown, int written) {
        if (sign == 0) {
            return written;
        }
        int at = 0;
        int count = 0;
        String text = shown.get();
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

    /** Where something of the shown text stands in the written one. */
    int inWritten(Supplier<String> shown, int offset) {
        if (sign == 0) {
            return offset;
        }
        String text = shown.get();
        return written(text.substring(0, Math.min(offset, text.length()))).length();
    }

    private void choose(String text) {
        for (char candidate = FIRST_SIGN; candidate <= LAST_SIGN; candidate++) {
            if (text.indexOf(candidate) < 0) {
                sign = candidate;
                return;
            }
        }
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

    static boolean hasLong(String text) {
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
