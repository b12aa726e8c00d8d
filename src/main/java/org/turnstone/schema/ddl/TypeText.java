package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;

/** CREATE TYPE and CREATE DOMAIN. */
public final class TypeText {
    private static final String[][] BASE = {
        {"input", "INPUT"},
        {"output", "OUTPUT"},
        {"receive", "RECEIVE"},
        {"send", "SEND"},
        {"modifier input", "TYPMOD_IN"},
        {"modifier output", "TYPMOD_OUT"},
        {"analyze", "ANALYZE"},
        {"subscript", "SUBSCRIPT"},
        {"alignment", "ALIGNMENT"},
        {"storage", "STORAGE"},
    };
    private static final String[][] RANGE = {
        {"subtype", "SUBTYPE"},
        {"subtype operator class", "SUBTYPE_OPCLASS"},
        {"subtype collation", "COLLATION"},
        {"canonical", "CANONICAL"},
        {"subtype difference", "SUBTYPE_DIFF"},
    };

    private TypeText() {}

    /** Constraints of a domain come by ALTER DOMAIN, or whole where the statement is for reading. */
    public static String domain(SchemaObject domain, List<SchemaObject> constraints) {
        StringBuilder text = new StringBuilder("CREATE DOMAIN ").append(domain.name());
        text.append(" AS ").append(domain.get("base type"));
        if (domain.has("collation")) {
            text.append(" COLLATE ").append(domain.get("collation"));
        }
        if (domain.has("default")) {
            text.append(" DEFAULT ").append(domain.get("default"));
        }
        for (SchemaObject constraint : constraints) {
            text.append("\n    CONSTRAINT ").append(Sql.bare(constraint)).append(' ');
            text.append(constraint.get("definition"));
        }
        boolean named = constraints.stream().anyMatch(c -> c.get("definition").equals("NOT NULL"));
        return text.append(domain.has("not null") && !named ? " NOT NULL" : "").toString();
    }

    public static String enumeration(SchemaObject type) {
        return "CREATE TYPE " + type.name() + " AS ENUM (" + type.get("labels") + ")";
    }

    public static String range(SchemaObject type) {
        List<String> options = options(type, RANGE);
        if (type.has("multirange")) {
            options.add("MULTIRANGE_TYPE_NAME = " + type.get("multirange"));
        }
        return "CREATE TYPE " + type.name() + " AS RANGE (" + String.join(", ", options) + ")";
    }

    public static String base(SchemaObject type) {
        List<String> options = options(type, BASE);
        String length = type.get("length");
        options.add("INTERNALLENGTH = " + (length.equals("variable") ? "VARIABLE" : length));
        options.add("CATEGORY = " + Sql.literal(type.get("category")));
        if (type.has("passed by value")) {
            options.add("PASSEDBYVALUE");
        }
        if (type.has("preferred")) {
            options.add("PREFERRED = true");
        }
        if (type.has("delimiter")) {
            options.add("DELIMITER = " + Sql.literal(type.get("delimiter")));
        }
        if (type.has("default value")) {
            options.add("DEFAULT = " + Sql.literal(type.get("default value")));
        }
        if (type.has("element")) {
            options.add("ELEMENT = " + type.get("element"));
        }
        if (type.has("collatable")) {
            options.add("COLLATABLE = true");
        }
        return "CREATE TYPE " + type.name() + " (" + String.join(", ", options) + ")";
    }

    private static List<String> options(SchemaObject type, String[][] names) {
        List<String> result = new ArrayList<>();
        for (String[] name : names) {
            if (type.has(name[0])) {
                result.add(name[1] + " = " + type.get(name[0]));
            }
        }
        return result;
    }
}
