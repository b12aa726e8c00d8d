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

    /** One line a change, for people, names under each other. */
    public List<String> lines() {
        int width =
                changes.stream().mapToInt(c -> c.object().kind().length()).max().orElse(0);
        return changes.stream().map(c -> ChangeLine.of(c, width)).toList();
    }
}
