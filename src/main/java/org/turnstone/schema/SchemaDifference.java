package org.turnstone.schema;

import java.util.List;

/** How one snapshot differs from another, object by object, ordered by kind and name. */
public record SchemaDifference(List<SchemaChange> changes) {
    public static final SchemaDifference NONE = new SchemaDifference(List.of());

    public SchemaDifference {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
