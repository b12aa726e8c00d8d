package org.turnstone.schema.inverse;

import java.util.Objects;
import org.turnstone.schema.SchemaObject;

/**
 * A table that becomes a partition or a child keeps its columns and constraints, but they become its parent's affair
 * and are no longer said of it; and the other way round.
 */
final class Attachment {
    private final Pairing pairing;

    Attachment(Pairing pairing) {
        this.pairing = pairing;
    }

    boolean explainsGoing(SchemaObject object) {
        SchemaObject table = pairing.fromObject(object.parent());
        return isAttached(object) && table != null && isMoved(table, pairing.later(table));
    }

    boolean explainsComing(SchemaObject object) {
        SchemaObject table = pairing.toObject(object.parent());
        return isAttached(object) && table != null && isMoved(pairing.earlier(table), table);
    }

    private static boolean isAttached(SchemaObject object) {
        return switch (object.kind()) {
            case "column", "constraint", "trigger" -> true;
            default -> false;
        };
    }

    private static boolean isMoved(SchemaObject before, SchemaObject after) {
        return before != null
                && after != null
                && !(Objects.equals(before.get("partition of"), after.get("partition of"))
                        && Objects.equals(before.get("inherits"), after.get("inherits")));
    }

    /** The id of the parent's index or constraint that this one is attached to, or null. */
    static String above(SchemaObject object, SchemaObject table) {
        String name = object.get("attached to");
        if (name == null || table == null) {
            return null;
        }
        return object.kind().equals("index")
                ? "index " + name
                : "constraint " + name + " on " + table.get("partition of");
    }

    /** A column that is only said because something about it differs from the parent's or the view's. */
    static boolean isOverride(SchemaObject column) {
        return column.kind().equals("column")
                && (column.has("inherited")
                        || column.parent().startsWith("view ")
                        || column.parent().startsWith("materialized view "));
    }

    /** Columns of a table of a type come, go and change with the type's. */
    boolean isOfType(SchemaObject column) {
        if (!column.kind().equals("column")) {
            return false;
        }
        SchemaObject before = pairing.fromObject(column.parent());
        SchemaObject after = pairing.toObject(column.parent());
        return before != null && after != null && before.has("of type") && after.has("of type");
    }
}
