package org.turnstone.schema;

import java.util.List;

/**
 * All changes of one object that stands alone: of a table those of its columns, constraints, indexes, triggers, comments
 * and grants too.
 *
 * @param kind the object's, as {@link SchemaObject#kind()}
 * @param name the object's
 * @param text the object before and after, whole
 */
public record ObjectDifference(String kind, String name, List<SchemaChange> changes, ObjectText text) {
    public ObjectDifference {
        changes = List.copyOf(changes);
    }
}
