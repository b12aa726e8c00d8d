package org.turnstone.schema;

import java.util.Set;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Sql;

/** What an object is, in few words. */
final class Summary {
    private static final Set<String> COLUMN =
            Set.of("type", "collation", "not null", "default", "generated", "identity");

    private Summary() {}

    static String of(SchemaObject object) {
        Kind kind = Kind.of(object.kind());
        if (kind == null) {
            return "";
        }
        return switch (kind) {
            case COLUMN -> column(object);
            case INDEX -> index(object);
            case CONSTRAINT -> constraint(object);
            case FUNCTION -> "returns " + object.get("returns");
            case TRIGGER -> "";
            case ENUM -> "(" + object.get("labels") + ")";
            case DOMAIN -> object.get("base type");
            case EXTENSION -> object.get("version");
            case COMMENT, SECURITY_LABEL -> Sql.literal(object.get("text"));
            case GRANT -> grant(object);
            case SETTING -> "= " + object.get("value");
            case TABLE -> object.has("partition of") ? "partition of " + object.get("partition of") : "";
            default -> "";
        };
    }

    /** Whether a kind's summary says that attribute. */
    static boolean says(String kind, String attribute) {
        return switch (kind) {
            case "column" -> COLUMN.contains(attribute);
            case "index", "constraint" -> attribute.equals("definition");
            case "enum" -> attribute.equals("labels");
            case "extension" -> attribute.equals("version");
            case "grant" -> true;
            case "comment" -> true;
            default -> false;
        };
    }

    private static String column(SchemaObject column) {
        StringBuilder text = new StringBuilder(column.get("type"));
        if (column.has("collation")) {
            text.append(" collate ").append(column.get("collation"));
        }
        if (column.has("not null")) {
            text.append(" not null");
        }
        if (column.has("default")) {
            text.append(" default ").append(column.get("default"));
        }
        if (column.has("generated")) {
            text.append(" generated as ").append(column.get("generated"));
        }
        if (column.has("identity")) {
            text.append(" identity ").append(column.get("identity"));
        }
        return text.toString();
    }

    private static String index(SchemaObject index) {
        String definition = index.get("definition");
        if (definition == null) {
            return "";
        }
        String text = definition.replace(" USING btree", "");
        boolean unique = text.startsWith("CREATE UNIQUE ");
        int on = text.indexOf(" ON ");
        String rest = ChangeLine.lower(text.substring(on + 1));
        return (unique ? "unique " : "") + ChangeLine.near(index, rest);
    }

    private static String constraint(SchemaObject constraint) {
        return ChangeLine.lower(constraint.get("definition"));
    }

    private static String grant(SchemaObject grant) {
        String text = grant.has("granted") ? ": " + grant.get("granted") : "";
        return text + (grant.has("revoked") ? ": not " + grant.get("revoked") : "");
    }
}
