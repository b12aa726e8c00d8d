package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.ColumnSettings;
import org.turnstone.schema.ddl.ColumnText;
import org.turnstone.schema.ddl.Sql;

/** ALTER COLUMN in all its forms. */
final class ColumnAlteration {
    private final Pairing pairing;
    private final SchemaObject from;
    private final SchemaObject to;
    private final Set<String> changed;
    private final Alteration result;
    private final String alter;

    ColumnAlteration(Pairing pairing, SchemaObject from, SchemaObject to, Set<String> changed, Alteration result) {
        this.pairing = pairing;
        this.from = from;
        this.to = to;
        this.changed = changed;
        this.result = result;
        this.alter = ColumnSettings.alter(to);
    }

    /** The statements that make one column, whichever it is of, have all that another has. */
    static List<String> between(Pairing pairing, SchemaObject column, SchemaObject like) {
        SchemaObject named = new SchemaObject("column", column.name(), like.attributes(), null, column.parent());
        return statements(pairing, column, named);
    }

    static List<String> statements(Pairing pairing, SchemaObject from, SchemaObject to) {
        Alteration alteration = new Alteration();
        Set<String> changed = Alterations.changed(from, to);
        changed.removeIf(a -> a.startsWith("identity") || a.equals("inherited") || a.equals("local"));
        new ColumnAlteration(pairing, from, to, changed, alteration).write();
        List<String> result = new ArrayList<>(alteration.first);
        result.addAll(alteration.statements);
        return result;
    }

    void write() {
        if (to.parent().startsWith("composite type ")) {
            result.add("ALTER TYPE " + Sql.first(to.name()) + " ALTER ATTRIBUTE " + Sql.last(to.name()) + " TYPE "
                    + type() + " CASCADE");
            return;
        }
        generated();
        if (result.anew) {
            return;
        }
        boolean ofType = new Attachment(pairing).isOfType(to);
        type(!ofType && (changed.contains("type") || changed.contains("collation")));
        notNull();
        identity();
        for (String attribute : new String[] {"storage", "compression", "statistics target", "options"}) {
            if (changed.contains(attribute)) {
                setting(attribute);
            }
        }
        if (changed.contains("foreign options")) {
            Alterations.foreignOptions(alter.stripTrailing(), from, to, result);
        }
    }

    private void generated() {
        if (!changed.contains("generated")) {
            return;
        }
        boolean sameForm =
                from.has("generated") && to.has("generated") && ColumnText.isStored(from) == ColumnText.isStored(to);
        if (to.has("generated") && !(sameForm && pairing.major() >= 17)) {
            result.anew = true;
        } else if (to.has("generated")) {
            result.add(alter + "SET EXPRESSION AS (" + ColumnText.expression(to) + ")");
        } else {
            result.add(alter + "DROP EXPRESSION");
        }
    }

    private String type() {
        return to.get("type") + (to.has("collation") ? " COLLATE " + to.get("collation") : "");
    }

    /** The default is dropped meanwhile: it may not be cast on its own. */
    private void type(boolean typeChanges) {
        boolean defaults = changed.contains("default") || typeChanges && from.has("default");
        if (defaults && from.has("default")) {
            result.first.add(alter + "DROP DEFAULT");
        }
        if (typeChanges) {
            result.retypes = true;
            String column = Sql.last(to.name());
            String using = to.has("generated") || to.parent().startsWith("foreign table ")
                    ? ""
                    : " USING " + column + "::" + cast(to.get("type"));
            result.add(alter + "TYPE " + type() + using);
            losses(column);
        }
        if (defaults && to.has("default")) {
            result.add(alter + "SET DEFAULT " + to.get("default"));
        }
    }

    /** To an enum or back there is no cast but by way of text, and from a scalar to an array none at all. */
    private String cast(String type) {
        boolean known = from.get("type").startsWith("character")
                || from.get("type").equals("text")
                || isPlain(from.get("type")) && isPlain(type);
        if (type.endsWith("[]") != from.get("type").endsWith("[]")
                && !from.get("type").equals("text")) {
            return "text::" + type;
        }
        return known ? type : "text::" + type;
    }

    private static boolean isPlain(String type) {
        return !type.contains(".") && !type.contains("\"");
    }

    private void losses(String column) {
        String table = Sql.first(to.name());
        if (!Narrowing.keepsAll(from.get("type"), to.get("type"))) {
            result.losses.add("Values of " + table + "." + column + " that do not fit " + to.get("type")
                    + " make the revert fail or are rounded; it was " + from.get("type") + ".");
        }
        if (!Narrowing.keepsAll(to.get("type"), from.get("type"))) {
            result.losses.add("What " + table + "." + column + " lost when it became " + from.get("type")
                    + " does not come back with " + to.get("type") + ".");
        }
    }

    private void notNull() {
        boolean any = changed.stream().anyMatch(a -> a.startsWith("not null"));
        if (!any) {
            return;
        }
        if (changed.contains("not null local")) {
            result.missing.add("Whether NOT NULL of " + to.name() + " is its own or its parent's cannot be told by a"
                    + " statement.");
            return;
        }
        boolean named = to.has("not null constraint") || to.has("not null validated") || to.has("not null no inherit");
        boolean wasNamed =
                from.has("not null constraint") || from.has("not null validated") || from.has("not null no inherit");
        if (!named && !wasNamed) {
            result.add(alter + (to.has("not null") ? "SET NOT NULL" : "DROP NOT NULL"));
        } else if (from.has("not null")
                && to.has("not null")
                && !changed.contains("not null validated")
                && !changed.contains("not null no inherit")) {
            if (!name(from).equals(name(to))) {
                result.add(
                        "ALTER TABLE " + Sql.first(to.name()) + " RENAME CONSTRAINT " + name(from) + " TO " + name(to));
            }
        } else {
            if (from.has("not null")) {
                result.add(alter + "DROP NOT NULL");
            }
            if (to.has("not null")) {
                result.add(ColumnSettings.addNotNull(to));
            }
        }
    }

    private static String name(SchemaObject column) {
        if (column.has("not null constraint")) {
            return column.get("not null constraint");
        }
        String table = Sql.plain(Sql.last(Sql.first(column.name())));
        return Sql.identifier(table + "_" + Sql.plain(Sql.last(column.name())) + "_not_null");
    }

    private void identity() {
        boolean any = changed.stream().anyMatch(a -> a.startsWith("identity"));
        if (!any) {
            return;
        }
        if (!to.has("identity")) {
            result.first.add(alter + "DROP IDENTITY");
            return;
        }
        if (!from.has("identity")) {
            result.add(alter + "ADD GENERATED " + ColumnText.identityWhen(to) + " AS IDENTITY"
                    + ColumnText.identityOptions(to));
            result.losses.add("The identity of " + to.name() + " starts anew: set it behind the largest value.");
            return;
        }
        if (changed.contains("identity")) {
            result.add(alter + "SET GENERATED " + ColumnText.identityWhen(to));
        }
        if (changed.stream().anyMatch(a -> a.startsWith("identity ") && !a.endsWith("sequence"))) {
            result.add(alter + ColumnText.identityUsual(to).strip());
        }
        if (changed.contains("identity sequence")) {
            String was = sequence(from);
            String is = sequence(to);
            if (!Sql.last(was).equals(Sql.last(is))) {
                result.statements.add(0, "ALTER SEQUENCE " + was + " RENAME TO " + Sql.last(is));
            }
        }
    }

    private static String sequence(SchemaObject column) {
        if (column.has("identity sequence")) {
            return column.get("identity sequence");
        }
        String table = Sql.first(column.name());
        return Sql.first(table) + "."
                + Sql.identifier(Sql.plain(Sql.last(table)) + "_" + Sql.plain(Sql.last(column.name())) + "_seq");
    }

    private void setting(String attribute) {
        if (attribute.equals("storage") && !to.has("storage")) {
            String usual = pairing.usualStorage(to);
            if (usual == null) {
                result.missing.add("The usual storage of " + to.get("type") + " in " + to.name() + " is not known.");
            } else {
                result.add(alter + "SET STORAGE " + usual);
            }
            return;
        }
        if (attribute.equals("options") && from.has("options") && to.has("options")) {
            result.add(alter + ColumnSettings.set(attribute, null, from.get(attribute)));
        }
        result.add(alter + ColumnSettings.set(attribute, to.get(attribute), from.get(attribute)));
    }
}
