package org.turnstone.schema.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Kind;

/**
 * What the catalogs said.
 *
 * @param objects sorted by kind and name
 * @param marks where each object's row is, by its id
 * @param labels the rows of an enum's labels, by the enum's id
 * @param needs the ids of the objects that an object cannot be without, by its id
 * @param targets what a comment, a label or a grant is on, as a command names it, by its id
 * @param major the server's version
 * @param database which database on which running server, so that marks of one are not taken for another's
 * @param role who read it, and owns what it creates
 * @param notVisible topics that this role may not read about
 */
public record Reading(
        List<SchemaObject> objects,
        Map<String, Mark> marks,
        Map<String, String> labels,
        Map<String, Set<String>> needs,
        Map<String, String> targets,
        int major,
        String database,
        String role,
        List<String> notVisible) {

    static Reading of(Gathered all, int major, String database, String role, List<String> notVisible) {
        Tidying.tidy(all);
        List<Draft> drafts = all.drafts();
        Map<String, SchemaObject> byId = new LinkedHashMap<>();
        Map<String, Mark> marks = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        Map<String, String> targets = new HashMap<>();
        Statements statements = new Statements(drafts);
        for (Draft draft : drafts) {
            String target = Statements.isAbout(draft) ? Statements.target(draft.parent(), draft) : null;
            SchemaObject object = statements.complete(draft, target);
            byId.put(object.id(), object);
            if (draft.mark() != null) {
                marks.put(object.id(), draft.mark());
            }
            if (draft.births() != null) {
                labels.put(object.id(), draft.births());
            }
            if (target != null) {
                targets.put(object.id(), target);
            }
        }
        List<SchemaObject> objects = new ArrayList<>(byId.values());
        objects.sort(
                Comparator.comparingInt((SchemaObject o) -> Kind.rank(o.kind())).thenComparing(SchemaObject::name));
        return new Reading(objects, marks, labels, needs(all, byId), targets, major, database, role, notVisible);
    }

    private static Map<String, Set<String>> needs(Gathered all, Map<String, SchemaObject> objects) {
        Map<String, Set<String>> result = new HashMap<>();
        for (Mark[] need : all.needs()) {
            String one = id(all.meant(need[0]), objects);
            String other = one == null ? null : id(all.meant(need[1]), objects);
            if (other != null && !one.equals(other)) {
                result.computeIfAbsent(one, k -> new TreeSet<>()).add(other);
            }
        }
        for (SchemaObject object : objects.values()) {
            if (object.parent() != null && objects.containsKey(object.parent())) {
                result.computeIfAbsent(object.id(), k -> new TreeSet<>()).add(object.parent());
            }
        }
        return result;
    }

    /** What is no object of its own stands for what it is part of. */
    private static String id(Draft draft, Map<String, SchemaObject> objects) {
        Draft of = draft;
        while (of != null && !objects.containsKey(of.id())) {
            of = of.parent();
        }
        return of == null ? null : of.id();
    }
}
