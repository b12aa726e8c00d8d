package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.GrantText;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.read.Mark;
import org.turnstone.schema.read.Reading;

/**
 * Which object of one snapshot is which of the other. In one database an object is the same as long as its catalog row
 * is, whatever it is called; that is how a rename is told from a drop and a create, and data from no data.
 */
final class Pairing {
    private static final Set<String> EXTENDED = Set.of(
            "text", "character varying", "character", "bytea", "json", "jsonb", "xml", "tsvector", "bit varying");

    private final Reading from;
    private final Reading to;
    private final Map<String, SchemaObject> fromById = new LinkedHashMap<>();
    private final Map<String, SchemaObject> toById = new LinkedHashMap<>();
    private final Map<String, SchemaObject> partners = new HashMap<>();
    private final Map<String, SchemaObject> backwards = new HashMap<>();

    Pairing(Reading from, Reading to) {
        this.from = from;
        this.to = to;
        from.objects().forEach(o -> fromById.put(o.id(), o));
        to.objects().forEach(o -> toById.put(o.id(), o));
        if (from.database().equals(to.database())) {
            byRow();
        }
        for (SchemaObject object : from.objects()) {
            SchemaObject other = toById.get(object.id());
            if (other != null && !partners.containsKey(object.id()) && !backwards.containsKey(other.id())) {
                pair(object, other);
            }
        }
        remarks();
    }

    private void byRow() {
        Map<Mark, SchemaObject> rows = new HashMap<>();
        to.marks().forEach((id, mark) -> {
            if (toById.containsKey(id)) {
                rows.put(mark, toById.get(id));
            }
        });
        for (SchemaObject object : from.objects()) {
            SchemaObject other = rows.get(from.marks().get(object.id()));
            if (other != null && other.kind().equals(object.kind())) {
                pair(object, other);
            }
        }
    }

    /** What is said about a renamed object is said about the same object. */
    private void remarks() {
        for (SchemaObject object : from.objects()) {
            SchemaObject about = object.parent() == null ? null : partners.get(object.parent());
            if (about == null
                    || partners.containsKey(object.id())
                    || from.marks().containsKey(object.id())) {
                continue;
            }
            SchemaObject was = fromById.get(object.parent());
            String name = object.name().replace(was.id(), about.id());
            SchemaObject other = toById.get(object.kind() + " " + name);
            if (other != null && !backwards.containsKey(other.id())) {
                pair(object, other);
            }
        }
    }

    private void pair(SchemaObject object, SchemaObject other) {
        partners.put(object.id(), other);
        backwards.put(other.id(), object);
    }

    /** The same object later, or null. */
    SchemaObject later(SchemaObject object) {
        return partners.get(object.id());
    }

    /** The same object before, or null. */
    SchemaObject earlier(SchemaObject object) {
        return backwards.get(object.id());
    }

    SchemaObject fromObject(String id) {
        return id == null ? null : fromById.get(id);
    }

    SchemaObject toObject(String id) {
        return id == null ? null : toById.get(id);
    }

    Collection<SchemaObject> fromObjects() {
        return fromById.values();
    }

    Collection<SchemaObject> toObjects() {
        return toById.values();
    }

    /** Whether the two are one row, so that what is in it is still there. */
    boolean isSameRow(SchemaObject object, SchemaObject other) {
        Mark mark = from.marks().get(object.id());
        return mark == null
                || !from.database().equals(to.database())
                || mark.equals(to.marks().get(other.id()));
    }

    List<SchemaObject> partsLater(SchemaObject object, String kind) {
        List<SchemaObject> result = new ArrayList<>();
        for (SchemaObject other : toById.values()) {
            if (other.kind().equals(kind) && object.id().equals(other.parent())) {
                result.add(other);
            }
        }
        return result;
    }

    /** What a comment, a label or a grant is on, as a command names it. */
    String target(SchemaObject about) {
        String target = to.targets().get(about.id());
        return target != null ? target : from.targets().get(about.id());
    }

    int major() {
        return from.major();
    }

    /** How values of a column's type are stored unless it is said otherwise; null where that cannot be known. */
    String usualStorage(SchemaObject column) {
        if (from.major() >= 16) {
            return "DEFAULT";
        }
        String type = column.get("type").replaceAll("\\(.*\\)", "");
        if (type.endsWith("[]") || EXTENDED.contains(type)) {
            return "EXTENDED";
        }
        return type.equals("numeric") || type.equals("inet") || type.equals("cidr") ? "MAIN" : null;
    }

    /** The parent table's column that this one of a partition or a child is like but for what is said; as it will be. */
    SchemaObject inheritedFrom(SchemaObject column) {
        SchemaObject table = toById.get(column.parent());
        if (table == null) {
            table = fromById.get(column.parent());
        }
        if (table == null) {
            return null;
        }
        String parents = table.has("partition of") ? table.get("partition of") : table.get("inherits");
        for (String parent : Sql.list(parents)) {
            SchemaObject above = toById.get("column " + parent + "." + Sql.last(column.name()));
            if (above != null) {
                return above.has("inherited") ? inheritedFrom(above) : above;
            }
        }
        return null;
    }

    /** A REVOKE on a table takes its columns' privileges along: those that the grantee is to have on these. */
    List<String> columnGrants(SchemaObject grant) {
        List<String> result = new ArrayList<>();
        String suffix = " to " + GrantText.grantee(grant);
        for (SchemaObject other : toById.values()) {
            if (!other.kind().equals("grant")
                    || !other.name().startsWith("column ")
                    || !other.name().endsWith(suffix)) {
                continue;
            }
            SchemaObject column = toById.get(other.parent());
            boolean sameTable = column != null
                    && column.parent() != null
                    && (column.parent().equals(grant.parent())
                            || later(grant.parent()) != null
                                    && column.parent()
                                            .equals(later(grant.parent()).id()));
            if (sameTable) {
                result.addAll(GrantText.grant(other, to.targets().get(other.id())));
            }
        }
        return result;
    }

    private SchemaObject later(String id) {
        return id == null ? null : partners.get(id);
    }

    /** A new owner takes over what was granted to the old one: what the old one is to have by grants, after that. */
    List<String> grantsTo(String formerOwner, SchemaObject object) {
        List<String> result = new ArrayList<>();
        for (SchemaObject grant : toById.values()) {
            if (!grant.kind().equals("grant") || !grant.name().endsWith(" to " + formerOwner)) {
                continue;
            }
            SchemaObject about = toById.get(grant.parent());
            if (about != null && (about == object || object.id().equals(about.parent()))) {
                String target = to.targets().get(grant.id());
                SchemaObject taken = new SchemaObject(
                        "grant",
                        grant.name().substring(0, grant.name().length() - formerOwner.length()) + object.get("owner"),
                        grant.attributes(),
                        null);
                if (about != object) {
                    result.addAll(GrantText.undo(taken, target));
                }
                result.addAll(GrantText.grant(grant, target));
            }
        }
        return result;
    }

    /** Whether a child table's columns are all said of itself too, so that it can come and go under a parent. */
    boolean ownsAllColumns(SchemaObject table) {
        List<String> columns = Sql.list(table.get("column order"));
        return columns.stream().allMatch(c -> {
            SchemaObject column = toById.get("column " + table.name() + "." + c);
            return column != null && !column.has("inherited");
        });
    }

    /** Whether a column's table is the same one before and after. */
    boolean hasSameTable(SchemaObject column) {
        SchemaObject table = toById.get(column.parent());
        SchemaObject before = table == null ? null : earlier(table);
        return before != null && isSameRow(before, table);
    }
}
