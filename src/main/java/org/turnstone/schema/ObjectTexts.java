package org.turnstone.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the statements of an object and its parts together, for a look at it before and after. */
final class ObjectTexts {
    private ObjectTexts() {}

    /** By the id of every object that stands alone and has changed, itself or in one of its parts. */
    static Map<String, ObjectText> of(List<SchemaChange> changes, Snapshot before, Snapshot after) {
        Map<String, List<SchemaObject>> was = new HashMap<>();
        Map<String, List<SchemaObject>> is = new HashMap<>();
        for (SchemaChange change : changes) {
            was.put(change.object().root(), new ArrayList<>());
            is.put(change.object().root(), new ArrayList<>());
        }
        sort(before, was);
        sort(after, is);
        Map<String, ObjectText> result = new HashMap<>();
        was.forEach((id, parts) -> result.put(id, new ObjectText(joined(parts), joined(is.get(id)))));
        return result;
    }

    private static void sort(Snapshot snapshot, Map<String, List<SchemaObject>> parts) {
        if (parts.isEmpty()) {
            return;
        }
        for (SchemaObject object : snapshot.objects()) {
            List<SchemaObject> of = parts.get(object.root());
            if (of != null) {
                of.add(object);
            }
        }
    }

    /** A table says its constraints itself. */
    static String joined(List<SchemaObject> objects) {
        StringBuilder result = new StringBuilder();
        boolean whole = objects.stream()
                .anyMatch(o ->
                        o != null && (o.kind().endsWith("table") || o.kind().equals("domain")));
        for (SchemaObject object : objects) {
            boolean said = object == null
                    || object.statement() == null
                    || whole && object.kind().equals("constraint");
            if (!said) {
                result.append(result.isEmpty() ? "" : "\n")
                        .append(object.statement())
                        .append(";\n");
            }
        }
        return result.toString();
    }
}
