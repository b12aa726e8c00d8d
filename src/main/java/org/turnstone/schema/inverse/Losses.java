package org.turnstone.schema.inverse;

import java.util.List;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Sql;

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
            ownNotNull(object, missing);
        }
        for (SchemaObject object : pairing.fromObjects()) {
            SchemaObject later = pairing.later(object);
            if (later != null && !drops.contains(object) && !pairing.isSameRow(object, later)) {
                anewMeanwhile(later, losses);
            }
        }
    }

    /** It is as it was, but another one: nothing has to be done, and what was in it is gone. */
    private void anewMeanwhile(SchemaObject object, List<String> losses) {
        if (object.kind().equals("table")) {
            losses.add("The table " + object.name() + " was dropped and created anew: its former rows are lost.");
        } else if (object.kind().equals("column") && pairing.hasSameTable(object)) {
            losses.add("The column " + object.name() + " was dropped and added anew: its former values are lost.");
            place(object, losses);
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
            case COLUMN -> {
                column(object, losses);
                ownNotNull(object, missing);
            }
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
        place(column, losses);
    }

    /** A column can only come last, in its table and in those that have it from there. */
    private void place(SchemaObject column, List<String> losses) {
        String name = Sql.last(column.name());
        for (SchemaObject table : pairing.toObjects()) {
            boolean has = table.id().equals(column.parent()) || isBelow(table, Sql.first(column.name()));
            List<String> order = has ? Sql.list(table.get("column order")) : List.of();
            if (order.contains(name) && !order.get(order.size() - 1).equals(name)) {
                losses.add("The column " + column.name() + " comes back as the last of " + table.name()
                        + "; its place was " + (order.indexOf(name) + 1) + ".");
            }
        }
    }

    private static boolean isBelow(SchemaObject table, String parent) {
        return Sql.list(table.get("inherits")).contains(parent) || parent.equals(table.get("partition of"));
    }

    private static void ownNotNull(SchemaObject column, List<String> missing) {
        if (column.has("not null local")) {
            missing.add("Whether NOT NULL of " + column.name() + " is its own or its parent's cannot be told by a"
                    + " statement.");
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
