package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.schema.SchemaObject;

/** What is said about a column by ALTER only. */
public final class ColumnSettings {
    private ColumnSettings() {}

    public static String alterTable(SchemaObject column) {
        String kind = column.parent().startsWith("materialized view ")
                ? "MATERIALIZED VIEW "
                : column.parent().startsWith("view ")
                        ? "VIEW "
                        : column.parent().startsWith("foreign table ") ? "FOREIGN TABLE " : "TABLE ";
        return "ALTER " + kind + Sql.first(column.name()) + " ";
    }

    public static String alter(SchemaObject column) {
        return alterTable(column) + "ALTER COLUMN " + Sql.last(column.name()) + " ";
    }

    /** What CREATE TABLE or ADD COLUMN with {@link ColumnText} leaves unsaid. */
    static List<String> beyondDefinition(SchemaObject column) {
        List<String> result = new ArrayList<>();
        if (column.has("not null validated")) {
            result.add(addNotNull(column));
        }
        for (String attribute : new String[] {"storage", "compression", "statistics target", "options"}) {
            if (column.has(attribute)) {
                result.add(alter(column) + set(attribute, column.get(attribute), null));
            }
        }
        return result;
    }

    /** For a column that is there already. */
    static List<String> all(SchemaObject column) {
        List<String> result = new ArrayList<>();
        if (column.has("default")) {
            result.add(alter(column) + "SET DEFAULT " + column.get("default"));
        }
        if (column.has("not null") && !column.has("not null validated")) {
            result.add(alter(column) + "SET NOT NULL");
        }
        result.addAll(beyondDefinition(column));
        return result;
    }

    /** Back to what the column would be without any of it. */
    public static List<String> resetAll(SchemaObject column) {
        List<String> result = new ArrayList<>();
        if (column.has("default")) {
            result.add(alter(column) + "DROP DEFAULT");
        }
        for (String attribute : new String[] {"compression", "statistics target", "options"}) {
            if (column.has(attribute)) {
                result.add(alter(column) + set(attribute, null, column.get(attribute)));
            }
        }
        return result;
    }

    public static String addNotNull(SchemaObject column) {
        String name = column.get("not null constraint");
        return alterTable(column) + "ADD " + (name == null ? "" : "CONSTRAINT " + name + " ") + "NOT NULL "
                + Sql.last(column.name()) + (column.has("not null no inherit") ? " NO INHERIT" : "")
                + (column.has("not null validated") ? " NOT VALID" : "");
    }

    /**
     * The end of ALTER COLUMN.
     *
     * @param value null for what it is without being set
     * @param was needed to reset options
     */
    public static String set(String attribute, String value, String was) {
        return switch (attribute) {
            case "storage" -> "SET STORAGE " + value.toUpperCase(Locale.ROOT);
            case "compression" -> "SET COMPRESSION " + (value == null ? "default" : value);
            case "statistics target" -> "SET STATISTICS " + (value == null ? "-1" : value);
            case "options" ->
                value == null
                        ? "RESET (" + String.join(", ", Options.parse(was).keySet()) + ")"
                        : "SET (" + String.join(", ", Options.assignments(value)) + ")";
            default -> throw new IllegalArgumentException(attribute);
        };
    }
}
