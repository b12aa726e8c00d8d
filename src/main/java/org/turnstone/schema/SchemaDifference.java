package org.turnstone.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.schema.ddl.Kind;

/**
 * How one snapshot differs from another, object by object, ordered by kind and name.
 *
 * @param texts the objects that stand alone and have changed, whole and as SQL, by their ids; without those that somebody
 *     who filtered the changes did not pass on
 */
public record SchemaDifference(List<SchemaChange> changes, Map<String, ObjectText> texts) {
    public static final SchemaDifference NONE = new SchemaDifference(List.of());

    public SchemaDifference {
        changes = List.copyOf(changes);
        texts = Map.copyOf(texts);
    }

    public SchemaDifference(List<SchemaChange> changes) {
        this(changes, Map.of());
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

    /** As if it did not matter in which order tables have their columns: a column that comes back comes last. */
    public SchemaDifference withoutColumnOrder() {
        List<SchemaChange> result = new ArrayList<>();
        for (SchemaChange change : changes) {
            List<AttributeChange> left = change.attributes().stream()
                    .filter(a -> !a.name().equals(Comparison.COLUMN_ORDER))
                    .toList();
            if (left.size() == change.attributes().size()) {
                result.add(change);
            } else if (!left.isEmpty()) {
                result.add(new SchemaChange(change.kind(), change.before(), change.after(), left));
            }
        }
        return new SchemaDifference(result, texts);
    }

    /** The changes by the object that they are part of, in the order of the first change of each. */
    public List<ObjectDifference> byObject() {
        Map<String, List<SchemaChange>> groups = new LinkedHashMap<>();
        for (SchemaChange change : changes) {
            groups.computeIfAbsent(change.object().root(), k -> new ArrayList<>())
                    .add(change);
        }
        List<ObjectDifference> result = new ArrayList<>();
        groups.forEach((root, group) -> {
            String kind = Kind.ofId(root);
            ObjectText text = texts.containsKey(root) ? texts.get(root) : ownText(group);
            result.add(new ObjectDifference(kind, root.substring(kind.length()).strip(), group, text));
        });
        return result;
    }

    /** Where the whole object is not at hand, what is known of its parts. */
    private static ObjectText ownText(List<SchemaChange> group) {
        return new ObjectText(
                ObjectTexts.joined(group.stream().map(SchemaChange::before).toList()),
                ObjectTexts.joined(group.stream().map(SchemaChange::after).toList()));
    }
}
