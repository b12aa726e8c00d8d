package org.turnstone.schema;

import java.util.List;

/**
 * One object that is in one of two snapshots only, or in both and not the same.
 *
 * @param before null when it was added
 * @param after null when it was removed
 * @param attributes what differs; empty unless it is in both
 */
public record SchemaChange(Kind kind, SchemaObject before, SchemaObject after, List<AttributeChange> attributes) {
    /** What became of an object. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public SchemaChange {
        attributes = List.copyOf(attributes);
    }

    /** The object as it is where it is. */
    public SchemaObject object() {
        return after != null ? after : before;
    }

    /** One line for people, as in a diff: {@code + index public.customers_email_idx on customers (lower(email))}. */
    public String line() {
        return ChangeLine.of(this, 0);
    }
}
