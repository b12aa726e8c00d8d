package org.turnstone.schema.read;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes out what is only a consequence of something else that is said. */
final class Tidying {
    private Tidying() {}

    static void tidy(Gathered all) {
        columnsOfParents(all);
        columnsOfViews(all);
        identities(all);
        for (Draft draft : all.drafts()) {
            if (!all.scope().owners()) {
                draft.unset("owner");
            }
            boolean table = draft.kind().equals("table") || draft.kind().equals("foreign table");
            if (!table || !all.scope().columnOrder()) {
                draft.unset(Relation.COLUMNS);
            }
        }
    }

    /** A column that is what the parent table's is needs no word of its own. */
    private static void columnsOfParents(Gathered all) {
        Map<String, Draft> columns = new HashMap<>();
        for (Draft draft : all.drafts()) {
            if (draft.kind().equals("column")) {
                columns.put(draft.name(), draft);
            }
        }
        List<Draft> inherited = columns.values().stream()
                .filter(c -> c.get(Relation.INHERITED) != null)
                .toList();
        List<Draft> same =
                inherited.stream().filter(c -> isAsItsParents(c, columns)).toList();
        same.forEach(all::remove);
    }

    private static boolean isAsItsParents(Draft column, Map<String, Draft> columns) {
        String of = column.parent().get("partition of");
        String parents = of != null ? of : column.parent().get("inherits");
        if (parents == null) {
            return false;
        }
        String name = column.name().substring(column.parent().name().length());
        Map<String, String> own = comparable(column);
        for (String parent : org.turnstone.schema.ddl.Sql.list(parents)) {
            Draft above = columns.get(parent + name);
            if (above != null && !comparable(above).equals(own)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> comparable(Draft column) {
        Map<String, String> result = new LinkedHashMap<>(column.attributes());
        // The parent's identity and the name of its NOT NULL are its own affair.
        result.keySet().removeIf(k -> k.startsWith("identity") || k.startsWith("not null constraint"));
        result.remove(Relation.INHERITED);
        result.remove("local");
        return result;
    }

    /** A view's definition says its columns; only what was set on one beyond that is said. */
    private static void columnsOfViews(Gathered all) {
        for (Draft draft : all.drafts()) {
            if (draft.kind().equals("column") && draft.parent().kind().endsWith("view")) {
                Map<String, String> more = new LinkedHashMap<>(draft.attributes());
                more.remove("type");
                more.remove("collation");
                if (more.isEmpty()) {
                    all.remove(draft);
                }
            }
        }
    }

    /** Of an identity's sequence only what is not usual. */
    private static void identities(Gathered all) {
        for (Draft draft : all.drafts()) {
            if (!draft.kind().equals("column") || draft.get("identity") == null) {
                continue;
            }
            boolean up = !draft.get("identity increment").startsWith("-");
            String largest = largest(draft.get("type"));
            String usualLow = up ? "1" : "-" + (largest.substring(0, largest.length() - 1) + "8");
            String usualHigh = up ? largest : "-1";
            String low = draft.get("identity minimum");
            String high = draft.get("identity maximum");
            drop(draft, "identity start", up ? low : high);
            drop(draft, "identity minimum", usualLow);
            drop(draft, "identity maximum", usualHigh);
            drop(draft, "identity increment", "1");
            drop(draft, "identity cache", "1");
            if ((draft.parent().get("unlogged") != null) == (draft.get("identity unlogged") != null)) {
                draft.unset("identity unlogged");
            }
            String usual = draft.parent().name() + "_" + org.turnstone.schema.ddl.Sql.last(draft.name()) + "_seq";
            drop(draft, "identity sequence", usual);
        }
    }

    private static String largest(String type) {
        return switch (type) {
            case "smallint" -> "32767";
            case "integer" -> "2147483647";
            default -> "9223372036854775807";
        };
    }

    private static void drop(Draft draft, String attribute, String usual) {
        if (usual.equals(draft.get(attribute))) {
            draft.unset(attribute);
        }
    }
}
