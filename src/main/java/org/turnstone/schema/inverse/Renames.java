package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.ColumnSettings;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.read.Reading;

/** Objects that are there under another name. */
final class Renames {
    private static final Pattern ALIAS =
            Pattern.compile("(?<![\\w\"])((?:[\\w]+|\"[^\"]+\")\\.)?([\\w]+|\"[^\"]+\")( AS)? \\2(?![\\w\"])");

    private final Pairing pairing;
    private final Reading from;
    private final Renaming all = new Renaming();
    private final Renaming done = new Renaming();
    private final Map<SchemaObject, SchemaObject> renamed = new LinkedHashMap<>();

    Renames(Pairing pairing, Reading from) {
        this.pairing = pairing;
        this.from = from;
        for (SchemaObject object : pairing.fromObjects()) {
            SchemaObject later = pairing.later(object);
            if (later != null && !object.name().equals(later.name())) {
                note(all, object, later);
                renamed.put(object, later);
            }
        }
        renamed.entrySet().removeIf(e -> own(e.getKey(), e.getValue()).isEmpty());
    }

    private static void note(Renaming renaming, SchemaObject object, SchemaObject later) {
        if (object.kind().equals("schema")) {
            renaming.schema(object.name(), later.name());
        } else {
            String was = object.name();
            String is = later.name();
            if (object.kind().equals("function")
                    || object.kind().equals("procedure")
                    || object.kind().equals("aggregate")) {
                was = was.substring(0, was.indexOf('('));
                is = is.substring(0, is.indexOf('('));
            }
            renaming.object(was, is);
        }
    }

    Set<SchemaObject> objects() {
        return renamed.keySet();
    }

    /** An object's name at this point of the run. */
    String now(SchemaObject object) {
        return done.name(object.name());
    }

    /** A text, with the names things have at this point. */
    String text(String text) {
        return done.text(text);
    }

    /** An id, with the name at this point. */
    String id(String id) {
        SchemaObject object = pairing.fromObject(id);
        return object == null ? id : object.kind() + " " + now(object);
    }

    /** As the object will be called and read once everything is renamed. */
    SchemaObject asLater(SchemaObject object, SchemaObject later) {
        if (object.attributes().equals(later.attributes())) {
            return object.name().equals(later.name()) ? object : with(object, later, object.attributes());
        }
        Renaming local = local(object);
        Map<String, String> attributes = new LinkedHashMap<>();
        object.attributes().forEach((name, value) -> {
            String is = later.get(name);
            String text = local.text(all.text(value));
            boolean same = is != null && (text.equals(is) || plain(text).equals(plain(is)));
            attributes.put(name, same ? is : value);
        });
        return with(object, later, attributes);
    }

    private static SchemaObject with(SchemaObject object, SchemaObject later, Map<String, String> attributes) {
        return new SchemaObject(object.kind(), later.name(), attributes, object.statement(), later.parent());
    }

    /** Columns and tables are mentioned without their table or schema by what uses them. */
    private Renaming local(SchemaObject object) {
        Renaming result = new Renaming();
        List<String> near = new ArrayList<>(from.needs().getOrDefault(object.id(), Set.of()));
        near.add(object.id());
        for (SchemaObject other : renamed.keySet()) {
            if (near.contains(other.id())
                    || object.id().equals(other.parent())
                    || object.parent() != null
                            && (object.parent().equals(other.parent()) || isAbove(other, object.parent()))) {
                result.bare(Sql.last(other.name()), Sql.last(renamed.get(other).name()));
            }
        }
        return result;
    }

    /** Whether a column is one of those that a partition or a child table has from its parent. */
    private boolean isAbove(SchemaObject column, String table) {
        SchemaObject below = pairing.fromObject(table);
        if (below == null || !column.kind().equals("column")) {
            return false;
        }
        String parents = below.has("partition of") ? below.get("partition of") : below.get("inherits");
        for (String parent : Sql.list(parents)) {
            String id = "table " + parent;
            if (id.equals(column.parent()) || isAbove(column, id)) {
                return true;
            }
        }
        return false;
    }

    /** A renamed table keeps its old name as an alias in views until it has that name again. */
    private static String plain(String text) {
        return ALIAS.matcher(text).replaceAll("$1$2");
    }

    /** The statements that rename it, and nothing when only what it is in was renamed. */
    private List<String> own(SchemaObject object, SchemaObject later) {
        List<String> result = new ArrayList<>();
        Kind kind = Kind.of(object.kind());
        String was = ownName(object, kind);
        String is = ownName(later, kind);
        if (kind == Kind.COLUMN) {
            if (!was.equals(is) && !new Attachment(pairing).isOfType(later) && !object.has("inherited")) {
                String table = Sql.first(later.name());
                result.add(
                        object.parent().startsWith("composite type ")
                                ? "ALTER TYPE " + table + " RENAME ATTRIBUTE " + was + " TO " + is + " CASCADE"
                                : ColumnSettings.alterTable(later) + "RENAME COLUMN " + was + " TO " + is);
            }
            return result;
        }
        if (kind.keyword() == null || kind == Kind.CAST || kind == Kind.TRANSFORM || kind == Kind.USER_MAPPING) {
            return result;
        }
        if (kind.isOnAnother()) {
            if (!was.equals(is)) {
                result.add(onAnother(kind, later, was, is));
            }
            return result;
        }
        String schema = all.schemaName(Sql.first(bracketless(object)));
        String wanted = Sql.first(bracketless(later));
        String rest = all.text(object.name().substring(bracketless(object).length()));
        boolean follows = kind == Kind.INDEX || kind == Kind.SEQUENCE && later.has("owned by");
        if (!schema.equals(wanted) && !follows) {
            result.add("ALTER " + kind.keyword() + " " + schema + "." + was + rest + " SET SCHEMA " + wanted);
        }
        String at = (wanted.isEmpty() ? "" : wanted + ".") + was + rest;
        if (!was.equals(is)) {
            result.add("ALTER " + kind.keyword() + " " + at + " RENAME TO " + is);
        }
        return result;
    }

    private static String onAnother(Kind kind, SchemaObject later, String was, String is) {
        String on = Sql.on(later);
        if (kind == Kind.CONSTRAINT) {
            return "ALTER " + (on.startsWith("domain ") ? "DOMAIN " + on.substring("domain ".length()) : "TABLE " + on)
                    + " RENAME CONSTRAINT " + was + " TO " + is;
        }
        return "ALTER " + kind.keyword() + " " + was + " ON " + on + " RENAME TO " + is;
    }

    private static String bracketless(SchemaObject object) {
        int end = object.name().indexOf('(');
        int using = object.name().indexOf(" USING ");
        int stop = end < 0 ? using : end;
        return stop < 0 ? object.name() : object.name().substring(0, stop).stripTrailing();
    }

    private static String ownName(SchemaObject object, Kind kind) {
        return kind.isOnAnother() ? Sql.bare(object) : Sql.last(bracketless(object));
    }

    /** Renames it, and remembers that it is. */
    List<String> carryOut(SchemaObject object) {
        SchemaObject later = renamed.get(object);
        List<String> result = own(object, later);
        note(done, object, later);
        return result;
    }

    boolean isEmpty() {
        return renamed.isEmpty();
    }
}
