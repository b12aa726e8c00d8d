package org.turnstone.schema.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.schema.SnapshotScope;

/** What was read so far: the objects, and which catalog row is which of them. */
final class Gathered {
    private final SnapshotScope scope;
    private final Draft database = new Draft("database", "", null);
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<Mark, Draft> byMark = new HashMap<>();
    private final Map<Mark, Draft> shadows = new HashMap<>();
    private final List<Mark[]> needs = new ArrayList<>();
    private final Map<Mark, Mark> aliases = new HashMap<>();

    Gathered(SnapshotScope scope) {
        this.scope = scope;
    }

    SnapshotScope scope() {
        return scope;
    }

    /** An object with a row of its own. */
    Draft add(Mark mark, String kind, String name, Draft parent) {
        Draft draft = add(kind, name, parent);
        draft.mark(mark);
        byMark.put(mark, draft);
        return draft;
    }

    Draft add(String kind, String name, Draft parent) {
        Draft draft = new Draft(kind, name, parent);
        drafts.put(draft.id(), draft);
        return draft;
    }

    /** Something that is no object of its own, but can have a comment, a label or grants. */
    Draft shadow(Mark mark, String kind, String name, Draft parent) {
        Draft draft = new Draft(kind, name, parent);
        draft.mark(mark);
        draft.shadow();
        shadows.put(mark, draft);
        return draft;
    }

    void remove(Draft draft) {
        drafts.remove(draft.id());
        if (draft.mark() != null) {
            byMark.remove(draft.mark());
            draft.shadow();
            shadows.put(draft.mark(), draft);
        }
    }

    /** The database itself, whose name is not said. */
    Draft database() {
        return database;
    }

    /** Another row that is that object as well. */
    void also(Mark mark, Draft draft) {
        byMark.put(mark, draft);
    }

    /** The object in that row, or null when it is left out. */
    Draft at(Mark mark) {
        return byMark.get(mark);
    }

    Draft at(Catalog catalog, long oid) {
        return byMark.get(new Mark(catalog, oid));
    }

    /** As {@link #at}, and what is no object of its own as well. */
    Draft named(Mark mark) {
        Draft draft = byMark.get(mark);
        return draft != null ? draft : shadows.get(mark);
    }

    List<Draft> drafts() {
        return new ArrayList<>(drafts.values());
    }

    void alias(Mark from, Mark to) {
        aliases.put(from, to);
    }

    void needs(Mark one, Mark other) {
        needs.add(new Mark[] {one, other});
    }

    /** The object whose row this is, or whose part it is, such as a table's row type; null when it is none of ours. */
    Draft meant(Mark mark) {
        Mark place = mark;
        for (int step = 0; step < 4; step++) {
            Draft draft = named(place);
            if (draft != null) {
                return draft;
            }
            Mark next = aliases.get(place);
            if (next == null && place.sub() != 0) {
                next = new Mark(place.catalog(), place.oid());
            }
            if (next == null) {
                return null;
            }
            place = next;
        }
        return null;
    }

    List<Mark[]> needs() {
        return needs;
    }
}
