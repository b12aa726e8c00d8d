package org.turnstone.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Sql;

/** Compares two snapshots object by object. */
final class Comparison {
    private static final String NOT_VISIBLE = "not visible";
    static final String COLUMN_ORDER = "column order";

    private Comparison() {}

    static SchemaDifference of(Snapshot before, Snapshot after) {
        List<SchemaChange> changes = new ArrayList<>();
        for (SchemaObject one : before.objects()) {
            SchemaObject other = after.object(one.id());
            if (other == null) {
                changes.add(new SchemaChange(SchemaChange.Kind.REMOVED, one, null, List.of()));
                continue;
            }
            List<AttributeChange> attributes = attributes(one, other);
            if (!attributes.isEmpty()) {
                changes.add(new SchemaChange(SchemaChange.Kind.CHANGED, one, other, attributes));
            }
        }
        for (SchemaObject other : after.objects()) {
            if (before.object(other.id()) == null) {
                changes.add(new SchemaChange(SchemaChange.Kind.ADDED, null, other, List.of()));
            }
        }
        changes.sort(
                Comparator.comparingInt((SchemaChange c) -> Kind.rank(c.object().kind()))
                        .thenComparing(c -> c.object().name()));
        return new SchemaDifference(changes, ObjectTexts.of(changes, before, after));
    }

    static List<AttributeChange> attributes(SchemaObject one, SchemaObject other) {
        if (one.attributes().equals(other.attributes())) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>(one.attributes().keySet());
        names.addAll(other.attributes().keySet());
        List<AttributeChange> result = new ArrayList<>();
        for (String name : names) {
            String was = one.get(name);
            String is = other.get(name);
            if (!java.util.Objects.equals(was, is)
                    && !NOT_VISIBLE.equals(was)
                    && !NOT_VISIBLE.equals(is)
                    && !(name.equals(COLUMN_ORDER) && isSameOrder(was, is))) {
                result.add(new AttributeChange(name, was, is));
            }
        }
        return result;
    }

    /** Columns that came or went say so themselves; only how the others stand among each other counts. */
    private static boolean isSameOrder(String was, String is) {
        List<String> one = new ArrayList<>(Sql.list(was));
        List<String> other = new ArrayList<>(Sql.list(is));
        one.retainAll(Set.copyOf(other));
        other.retainAll(Set.copyOf(one));
        return one.equals(other);
    }
}
