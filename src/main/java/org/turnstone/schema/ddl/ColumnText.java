package org.turnstone.schema.ddl;

import org.turnstone.schema.SchemaObject;

/** A column as CREATE TABLE and ADD COLUMN write it. What these cannot say is said by further statements. */
public final class ColumnText {
    private ColumnText() {}

    /** With its name. */
    public static String of(SchemaObject column) {
        return Sql.last(column.name()) + " " + definition(column);
    }

    static String definition(SchemaObject column) {
        StringBuilder text = new StringBuilder(column.get("type"));
        add(text, " COLLATE ", column.get("collation"));
        if (column.has("foreign options")) {
            text.append(" OPTIONS (").append(column.get("foreign options")).append(')');
        }
        if (column.has("not null")) {
            notNull(text, column);
        }
        add(text, " DEFAULT ", column.get("default"));
        if (column.has("generated")) {
            text.append(" GENERATED ALWAYS AS (").append(expression(column)).append(") ");
            text.append(isStored(column) ? "STORED" : "VIRTUAL");
        }
        if (column.has("identity")) {
            text.append(" GENERATED ").append(identityWhen(column)).append(" AS IDENTITY");
            text.append(identityOptions(column));
        }
        return text.toString();
    }

    private static void notNull(StringBuilder text, SchemaObject column) {
        if (column.has("not null validated")) {
            // An unvalidated one cannot be said within a column.
            return;
        }
        add(text, " CONSTRAINT ", column.get("not null constraint"));
        text.append(" NOT NULL");
        if (column.has("not null no inherit")) {
            text.append(" NO INHERIT");
        }
    }

    /** A generated column's expression. */
    public static String expression(SchemaObject column) {
        String text = column.get("generated");
        return text.substring(0, text.lastIndexOf(' '));
    }

    public static boolean isStored(SchemaObject column) {
        return column.get("generated").endsWith(" stored");
    }

    public static String identityWhen(SchemaObject column) {
        return column.get("identity").equals("always") ? "ALWAYS" : "BY DEFAULT";
    }

    /** In parentheses, or nothing when the sequence is as it would be anyway. */
    public static String identityOptions(SchemaObject column) {
        StringBuilder options = new StringBuilder();
        add(options, " SEQUENCE NAME ", column.get("identity sequence"));
        options.append(identityNumbers(column, " "));
        return options.isEmpty() ? "" : " (" + options.substring(1) + ")";
    }

    /** What differs from a sequence's usual numbers, each after a prefix. */
    public static String identityNumbers(SchemaObject column, String prefix) {
        StringBuilder options = new StringBuilder();
        add(options, prefix + "INCREMENT BY ", column.get("identity increment"));
        add(options, prefix + "MINVALUE ", column.get("identity minimum"));
        add(options, prefix + "MAXVALUE ", column.get("identity maximum"));
        add(options, prefix + "START WITH ", column.get("identity start"));
        add(options, prefix + "CACHE ", column.get("identity cache"));
        if (column.has("identity cycle")) {
            options.append(prefix).append("CYCLE");
        }
        return options.toString();
    }

    /** Every number of an identity's sequence as ALTER COLUMN sets it, the usual ones too. */
    public static String identityUsual(SchemaObject column) {
        String increment = column.get("identity increment");
        boolean up = increment == null || !increment.startsWith("-");
        String low = column.get("identity minimum");
        String high = column.get("identity maximum");
        String start = column.get("identity start");
        String least = low != null ? low : up ? "1" : null;
        return " SET INCREMENT BY " + (increment == null ? "1" : increment)
                + (low == null ? " SET NO MINVALUE" : " SET MINVALUE " + low)
                + (high == null ? " SET NO MAXVALUE" : " SET MAXVALUE " + high)
                + " SET START WITH " + (start != null ? start : up ? least : high == null ? "-1" : high)
                + " SET CACHE " + (column.has("identity cache") ? column.get("identity cache") : "1")
                + (column.has("identity cycle") ? " SET CYCLE" : " SET NO CYCLE");
    }

    private static void add(StringBuilder text, String before, String value) {
        if (value != null) {
            text.append(before).append(value);
        }
    }
}
