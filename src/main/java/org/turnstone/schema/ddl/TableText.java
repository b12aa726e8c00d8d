package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;

/** CREATE TABLE, CREATE FOREIGN TABLE, CREATE TYPE … AS, CREATE VIEW: relations as one statement. */
public final class TableText {
    private TableText() {}

    /** A table with its columns, and with those constraints that are given. */
    public static String table(SchemaObject table, List<SchemaObject> columns, List<SchemaObject> constraints) {
        List<String> lines = new ArrayList<>();
        boolean partition = table.has("partition of");
        for (SchemaObject column : columns) {
            if (!partition && !column.has("inherited")) {
                lines.add(table.has("of type") ? typedColumn(column) : ColumnText.of(column));
            }
        }
        lines.removeIf(String::isEmpty);
        for (SchemaObject constraint : constraints) {
            lines.add("CONSTRAINT " + Sql.bare(constraint) + " " + constraint.get("definition"));
        }
        StringBuilder text = new StringBuilder("CREATE ");
        text.append(table.has("unlogged") ? "UNLOGGED " : "");
        text.append(Kind.of(table.kind()).keyword()).append(' ').append(table.name());
        if (partition) {
            text.append(" PARTITION OF ").append(table.get("partition of"));
        } else if (table.has("of type")) {
            text.append(" OF ").append(table.get("of type"));
        }
        if (!lines.isEmpty()) {
            text.append(" (\n    ").append(String.join(",\n    ", lines)).append("\n)");
        } else if (!partition && !table.has("of type")) {
            text.append(" ()");
        }
        if (partition) {
            text.append(' ').append(table.get("bound"));
        }
        append(text, "\nINHERITS (", table.get("inherits"), ")");
        append(text, "\nPARTITION BY ", table.get("partition by"), "");
        append(text, "\nUSING ", table.get("access method"), "");
        append(text, "\nSERVER ", table.get("server"), "");
        append(text, "\nOPTIONS (", table.get("foreign options"), ")");
        append(text, "\nWITH (", options(table), ")");
        append(text, "\nTABLESPACE ", table.get("tablespace"), "");
        return text.toString();
    }

    /** Storage parameters of the table and its TOAST table, or null. */
    private static String options(SchemaObject table) {
        List<String> all = new ArrayList<>(Options.assignments(table.get("options")));
        all.addAll(Options.assignments(table.get("toast options")));
        return all.isEmpty() ? null : String.join(", ", all);
    }

    /** A typed table repeats only what its type does not say. */
    private static String typedColumn(SchemaObject column) {
        StringBuilder text = new StringBuilder();
        if (column.has("not null")) {
            text.append(" NOT NULL");
        }
        append(text, " DEFAULT ", column.get("default"), "");
        return text.isEmpty() ? "" : Sql.last(column.name()) + " WITH OPTIONS" + text;
    }

    public static String view(SchemaObject view) {
        StringBuilder text = new StringBuilder("CREATE ");
        text.append(Kind.of(view.kind()).keyword()).append(' ').append(view.name());
        append(text, "\nUSING ", view.get("access method"), "");
        append(text, "\nWITH (", options(view), ")");
        append(text, "\nTABLESPACE ", view.get("tablespace"), "");
        text.append(" AS\n").append(view.get("definition").stripTrailing());
        if (view.has("populated")) {
            text.append("\nWITH NO DATA");
        }
        return text.toString();
    }

    public static String composite(SchemaObject type, List<SchemaObject> columns) {
        StringBuilder text =
                new StringBuilder("CREATE TYPE ").append(type.name()).append(" AS (");
        List<String> lines = new ArrayList<>();
        for (SchemaObject column : columns) {
            lines.add("\n    " + ColumnText.of(column));
        }
        return text.append(String.join(",", lines)).append("\n)").toString();
    }

    private static void append(StringBuilder text, String before, String value, String after) {
        if (value != null) {
            text.append(before).append(value).append(after);
        }
    }
}
