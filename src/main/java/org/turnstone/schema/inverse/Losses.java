package org.turnstone.schema.inverse;

import java.util.List;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Kind;

/** What a schema brought back does not bring back: rows and values. And what cannot be brought back at all. */
final class Losses {
    private final Pairing pairing;
    private final Set<SchemaObject> drops;
    private final Set<SchemaObject> creates;

    Losses(Pairing pairing, Set<SchemaObject> drops, Set<SchemaObject> creates) {
        this.pairing = pairing;
        this.drops = drops;
        this.creates = creates;
    }

    void addTo(List<String> losses, List<String> missing) {
        for (SchemaObject object : creates) {
            created(object, losses, missing);
        }
        for (SchemaObject object : drops) {
            dropped(object, losses);
        }
        for (SchemaObject object : pairing.fromObjects()) {
            SchemaObject later = pairing.later(object);
            if (later != null && object.kind().equals("table") && !pairing.isSameRow(object, later)) {
                losses.add("The table " + object.name() + " was dropped and created anew: its former rows are lost.");
            }
        }
    }

    private void created(SchemaObject object, List<String> losses, List<String> missing) {
        Kind kind = Kind.of(object.kind());
        switch (kind) {
            case TABLE -> {
                if (!object.has("partition by")) {
                    losses.add("The rows of table " + object.name() + " are lost; it comes back empty.");
                }
            }
            case COLUMN -> column(object, losses);
            case MATERIALIZED_VIEW ->
                losses.add("The materialized view " + object.name()
                        + " is filled anew, with what its query gives by then.");
            case SEQUENCE ->
                losses.add("The sequence " + object.name() + " starts anew at " + object.get("start") + ".");
            case SUBSCRIPTION ->
                missing.add("The subscription " + object.name() + " connects with a password no snapshot holds.");
            case INDEX, CONSTRAINT -> {
                String definition = object.get("definition");
                if ("no".equals(object.get("valid")) && !definition.contains(" ON ONLY ")) {
                    missing.add("The " + kind.word() + " " + object.name() + " was invalid, as it cannot be made.");
                }
            }
            default -> {}
        }
        String options = object.get("foreign options");
        if (options != null && (options.contains("'***'") || options.equals("not visible"))) {
            missing.add("The " + kind.word() + " " + object.name() + " has a secret that no snapshot holds.");
        }
    }

    private void column(SchemaObject column, List<String> losses) {
        SchemaObject table = pairing.toObject(column.parent());
        boolean type = column.parent().startsWith("composite type ");
        if (table == null || creates.contains(table) || column.parent().contains("view ")) {
            return;
        }
        if (!column.has("generated")) {
            losses.add((type ? "The values of attribute " : "The values of column ") + column.name() + " are lost.");
        }
        List<String> order = org.turnstone.schema.ddl.Sql.list(table.get("column order"));
        String name = org.turnstone.schema.ddl.Sql.last(column.name());
        if (!order.isEmpty() && !order.get(order.size() - 1).equals(name)) {
            losses.add("The column " + column.name() + " comes back as the last of its table; its place was "
                    + (order.indexOf(name) + 1) + ".");
        }
    }

    private void dropped(SchemaObject object, List<String> losses) {
        if (pairing.later(object) != null) {
            return;
        }
        SchemaObject parent = pairing.fromObject(object.parent());
        switch (Kind.of(object.kind())) {
            case TABLE -> losses.add("Rows written to table " + object.name() + " since are lost.");
            case COLUMN -> {
                if (parent != null
                        && !drops.contains(parent)
                        && !object.has("generated")
                        && !object.parent().contains("view ")
                        && !object.has("inherited")) {
                    losses.add("Values written to column " + object.name() + " since are lost.");
                }
            }
            default -> {}
        }
    }
}
