package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.ColumnSettings;
import org.turnstone.schema.ddl.GrantText;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.OtherText;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.read.Reading;

/** The statement that takes an object away. */
final class Dropping {
    private final Pairing pairing;
    private final Renames renames;
    private final Reading from;

    Dropping(Pairing pairing, Renames renames, Reading from) {
        this.pairing = pairing;
        this.renames = renames;
        this.from = from;
    }

    /** Whether a function is one of those a base type consists of. */
    static boolean isPartOf(SchemaObject function, SchemaObject type) {
        String name = function.name().substring(0, function.name().indexOf('('));
        for (String attribute : new String[] {
            "input", "output", "receive", "send", "modifier input", "modifier output", "analyze", "subscript"
        }) {
            if (name.equals(type.get(attribute))) {
                return true;
            }
        }
        return false;
    }

    /** With the name it has by now; what it is on or in may have another name as well. */
    List<String> of(SchemaObject object, String name) {
        Kind kind = Kind.of(object.kind());
        SchemaObject now = new SchemaObject(
                object.kind(), name, object.attributes(), object.statement(), renames.id(object.parent()));
        return switch (kind) {
            case COLUMN -> column(now, object);
            case CONSTRAINT -> {
                String on = Sql.on(now);
                yield List.of("ALTER "
                        + (on.startsWith("domain ") ? "DOMAIN " + on.substring("domain ".length()) : "TABLE " + on)
                        + " DROP CONSTRAINT " + Sql.bare(now));
            }
            case BASE_TYPE -> List.of("DROP TYPE " + name + " CASCADE");
            case USER_MAPPING -> {
                int on = name.lastIndexOf(" on ");
                yield List.of("DROP USER MAPPING FOR " + name.substring(0, on) + " SERVER " + name.substring(on + 4));
            }
            case SUBSCRIPTION ->
                List.of(
                        "ALTER SUBSCRIPTION " + name + " DISABLE",
                        "ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)",
                        "DROP SUBSCRIPTION " + name);
            case COMMENT, SECURITY_LABEL -> {
                String statement = renames.text(statementStart(object));
                yield List.of(OtherText.placed(statement + " IS NULL"));
            }
            case GRANT -> {
                List<String> result = new ArrayList<>();
                GrantText.undo(now, renames.text(from.targets().get(object.id())))
                        .forEach(s -> result.add(OtherText.placed(s)));
                result.addAll(pairing.columnGrants(object));
                yield result;
            }
            case DEFAULT_PRIVILEGES -> GrantText.undoDefaults(now);
            case SETTING -> List.of(OtherText.resetting(now));
            case TRIGGER -> now.has("copy of") ? List.of(copyState(now)) : List.of("DROP " + Sql.target(now));
            default -> List.of("DROP " + Sql.target(now));
        };
    }

    private List<String> column(SchemaObject column, SchemaObject original) {
        if (column.parent().startsWith("composite type ")) {
            return List.of("ALTER TYPE " + Sql.first(column.name()) + " DROP ATTRIBUTE " + Sql.last(column.name())
                    + " CASCADE");
        }
        if (column.has("inherited")) {
            SchemaObject above = pairing.inheritedFrom(original);
            return above == null ? List.of() : ColumnAlteration.between(pairing, column, above);
        }
        if (Attachment.isOverride(column)) {
            return ColumnSettings.resetAll(column);
        }
        return List.of(ColumnSettings.alterTable(column) + "DROP COLUMN " + Sql.last(column.name()));
    }

    private String statementStart(SchemaObject remark) {
        String target = from.targets().get(remark.id());
        return remark.kind().equals("comment")
                ? "COMMENT ON " + target
                : "SECURITY LABEL FOR "
                        + remark.name().substring(0, remark.name().indexOf(" of ")) + " ON " + target;
    }

    /** A partition's trigger goes back to what its parent's is. */
    private static String copyState(SchemaObject trigger) {
        return "ALTER TABLE " + Sql.on(trigger) + " ENABLE TRIGGER " + Sql.bare(trigger);
    }
}
