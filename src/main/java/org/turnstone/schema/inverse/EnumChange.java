package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.ColumnSettings;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.ddl.TypeText;
import org.turnstone.schema.read.Reading;

/**
 * An enum's labels as they were. One can be renamed and added; taken away it can be only with the type: a new one takes
 * the old one's place in every column.
 */
final class EnumChange {
    private final Reading from;
    private final Reading to;
    private final Pairing pairing;

    EnumChange(Reading from, Reading to, Pairing pairing) {
        this.from = from;
        this.to = to;
        this.pairing = pairing;
    }

    /** Names of columns and tables are as they will be. */
    void change(SchemaObject was, SchemaObject is, Alteration result) {
        List<String> labels = new ArrayList<>(Sql.list(was.get("labels")));
        List<String> wanted = Sql.list(is.get("labels"));
        rename(was, is, labels, wanted, result);
        if (labels.equals(wanted)) {
            return;
        }
        if (isWithin(labels, wanted)) {
            add(is, labels, wanted, result);
        } else {
            replace(is, labels, wanted, result);
        }
    }

    private void rename(
            SchemaObject was, SchemaObject is, List<String> labels, List<String> wanted, Alteration result) {
        Map<String, String> wantedByRow = new HashMap<>();
        List<String> rows = rows(to, is);
        for (int i = 0; i < Math.min(rows.size(), wanted.size()); i++) {
            wantedByRow.put(rows.get(i), wanted.get(i));
        }
        List<String> ownRows = rows(from, was);
        if (!from.database().equals(to.database())) {
            return;
        }
        for (int i = 0; i < Math.min(ownRows.size(), labels.size()); i++) {
            String label = wantedByRow.get(ownRows.get(i));
            if (label != null && !label.equals(labels.get(i))) {
                result.add("ALTER TYPE " + is.name() + " RENAME VALUE " + labels.get(i) + " TO " + label);
                labels.set(i, label);
            }
        }
    }

    private static List<String> rows(Reading reading, SchemaObject type) {
        String rows = reading.labels().get(type.id());
        return rows == null ? List.of() : Arrays.asList(rows.split(" "));
    }

    private static boolean isWithin(List<String> labels, List<String> wanted) {
        List<String> left = new ArrayList<>(wanted);
        left.retainAll(labels);
        return left.equals(labels);
    }

    private static void add(SchemaObject type, List<String> labels, List<String> wanted, Alteration result) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!labels.contains(wanted.get(i))) {
                String place =
                        i == 0 ? (labels.isEmpty() ? "" : " BEFORE " + labels.get(0)) : " AFTER " + wanted.get(i - 1);
                result.add("ALTER TYPE " + type.name() + " ADD VALUE " + wanted.get(i) + place);
                labels.add(i, wanted.get(i));
            }
        }
    }

    private void replace(SchemaObject type, List<String> labels, List<String> wanted, Alteration result) {
        result.retypes = true;
        String aside = Sql.identifier(Sql.plain(Sql.last(type.name())) + "_turnstone_old");
        List<SchemaObject> columns = columns(type, result);
        for (SchemaObject column : columns) {
            if (column.has("default")) {
                result.add(ColumnSettings.alter(column) + "DROP DEFAULT");
            }
        }
        result.add("ALTER TYPE " + type.name() + " RENAME TO " + aside);
        result.add(TypeText.enumeration(type));
        for (SchemaObject column : columns) {
            String text = column.get("type").endsWith("[]") ? "::text[]::" : "::text::";
            result.add(ColumnSettings.alter(column) + "TYPE " + column.get("type") + " USING " + Sql.last(column.name())
                    + text + column.get("type"));
            if (column.has("default")) {
                result.add(ColumnSettings.alter(column) + "SET DEFAULT " + column.get("default"));
            }
        }
        result.add("DROP TYPE " + Sql.first(type.name()) + "." + aside);
        List<String> gone = labels.stream().filter(l -> !wanted.contains(l)).toList();
        if (!gone.isEmpty()) {
            result.losses.add("Rows that hold " + String.join(" or ", gone) + " of " + type.name()
                    + " make the revert fail: change them first.");
        }
        if (type.has("owner") && !type.get("owner").equals(from.role())) {
            result.add("ALTER TYPE " + type.name() + " OWNER TO " + type.get("owner"));
        }
    }

    /** The columns of that type that are there before and after; the others come and go by themselves. */
    private List<SchemaObject> columns(SchemaObject type, Alteration result) {
        List<SchemaObject> columns = new ArrayList<>();
        for (SchemaObject column : pairing.toObjects()) {
            if (!column.kind().equals("column") || pairing.earlier(column) == null) {
                continue;
            }
            String of = column.get("type");
            if (of.equals(type.name()) || of.equals(type.name() + "[]")) {
                if (column.parent().startsWith("composite type ")) {
                    result.missing.add("The type " + type.name() + " is used within " + column.parent()
                            + ", so a label cannot be taken away.");
                } else if (!column.parent().startsWith("view ") && !column.has("inherited")) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }
}
