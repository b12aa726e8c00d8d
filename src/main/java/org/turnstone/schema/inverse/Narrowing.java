package org.turnstone.schema.inverse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every value of one type is a value of another, written the same. */
final class Narrowing {
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint", "numeric");
    private static final Pattern SIZED = Pattern.compile(
            "(character varying|numeric|timestamp|time|interval|bit varying)" + "\\((\\d+)(?:,(-?\\d+))?\\)(.*)");

    private Narrowing() {}

    static boolean keepsAll(String from, String to) {
        if (from.equals(to) || to.equals("text") && !from.startsWith("character(")) {
            return true;
        }
        if (to.equals("character varying")) {
            return from.startsWith("character varying") || from.equals("text");
        }
        int narrow = INTEGERS.indexOf(from);
        int wide = INTEGERS.indexOf(to);
        if (narrow >= 0 && wide >= 0) {
            return narrow < wide;
        }
        Matcher one = SIZED.matcher(from);
        Matcher other = SIZED.matcher(to);
        if (!one.matches()) {
            return false;
        }
        if (!other.matches()) {
            return to.equals(one.group(1) + one.group(4));
        }
        if (!one.group(1).equals(other.group(1)) || !one.group(4).equals(other.group(4))) {
            return false;
        }
        int scale = number(one.group(3));
        int otherScale = number(other.group(3));
        return number(one.group(2)) - scale <= number(other.group(2)) - otherScale && scale <= otherScale;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
