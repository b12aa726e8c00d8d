package org.turnstone.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.schema.ddl.Sql;

/** A change in one line. */
final class ChangeLine {
    private static final int LONGEST = 100;

    private ChangeLine() {}

    static String of(SchemaChange change, int width) {
        SchemaObject object = change.object();
        String kind =
                object.kind() + " ".repeat(Math.max(0, width - object.kind().length()));
        String sign = switch (change.kind()) {
            case ADDED -> "+ ";
            case REMOVED -> "- ";
            case CHANGED -> "~ ";
        };
        String rest = change.kind() == SchemaChange.Kind.CHANGED ? changed(change) : summary(object);
        return sign + kind + " " + object.name() + (rest.isEmpty() ? "" : rest);
    }

    private static String changed(SchemaChange change) {
        String before = summary(change.before());
        String after = summary(change.after());
        if (!before.equals(after) && isWhole(change) && before.length() + after.length() < LONGEST * 2) {
            return "  " + orNothing(before) + " → " + orNothing(after);
        }
        List<String> parts = new ArrayList<>();
        for (AttributeChange attribute : change.attributes()) {
            parts.add(attribute(attribute));
        }
        return "  " + String.join(", ", parts);
    }

    /** Whether the summaries say all that changed. */
    private static boolean isWhole(SchemaChange change) {
        return change.attributes().stream()
                .allMatch(a -> Summary.says(change.object().kind(), a.name()));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "nothing" : text.strip();
    }

    private static String attribute(AttributeChange change) {
        if (isLong(change.before()) || isLong(change.after())) {
            return change.name();
        }
        if (change.before() == null) {
            return change.name() + " " + change.after();
        }
        if (change.after() == null) {
            return "no " + change.name() + " " + change.before();
        }
        return change.name() + " " + change.before() + " → " + change.after();
    }

    private static boolean isLong(String value) {
        return value != null && (value.length() > LONGEST || value.indexOf('\n') >= 0);
    }

    static String summary(SchemaObject object) {
        String text = Summary.of(object).replaceAll("\\s+", " ").strip();
        if (text.isEmpty()) {
            return "";
        }
        String gap = text.startsWith(":") ? "" : " ";
        return gap + (text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text);
    }

    /** Lower case outside quotes, as people write it. */
    static String lower(String sql) {
        StringBuilder result = new StringBuilder();
        char quote = 0;
        for (char c : sql.toCharArray()) {
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            result.append(quote == 0 ? String.valueOf(c).toLowerCase(Locale.ROOT) : String.valueOf(c));
        }
        return result.toString();
    }

    /** Without the schema it is in itself. */
    static String near(SchemaObject object, String text) {
        String schema = Sql.first(object.name());
        return schema.isEmpty() ? text : text.replace(schema + ".", "");
    }
}
