package org.turnstone.schema.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.schema.SchemaObject;
import org.turnstone.schema.ddl.Kind;
import org.turnstone.schema.ddl.Sql;
import org.turnstone.schema.read.Reading;

/** Default privileges give a new object grants that it did not have; its own come afterwards. */
final class DefaultGrants {
    private DefaultGrants() {}

    static List<String> undone(SchemaObject object, Reading to) {
        String objects = objects(Kind.of(object.kind()));
        List<String> result = new ArrayList<>();
        if (objects == null) {
            return result;
        }
        String schema = Sql.first(object.name());
        for (SchemaObject privileges : to.objects()) {
            if (!privileges.kind().equals("default privileges")) {
                continue;
            }
            String name = privileges.name();
            boolean fits = name.equals(to.role() + " on " + objects)
                    || name.equals(to.role() + " in schema " + schema + " on " + objects);
            if (!fits) {
                continue;
            }
            String target = target(object, objects);
            for (String grantee : grantees(privileges.get("grants"))) {
                result.add("REVOKE ALL ON " + target + " FROM " + grantee);
            }
            for (String grantee : grantees(privileges.get("revokes"))) {
                result.add("GRANT " + (objects.equals("functions") ? "EXECUTE" : "USAGE") + " ON " + target + " TO "
                        + grantee);
            }
        }
        return result;
    }

    private static List<String> grantees(String lines) {
        List<String> result = new ArrayList<>();
        if (lines != null) {
            for (String line : lines.split("; ")) {
                result.add(line.substring(0, line.lastIndexOf(": ")));
            }
        }
        return result;
    }

    private static String target(SchemaObject object, String objects) {
        String target = Sql.target(object);
        String word = objects.substring(0, objects.length() - 1).toUpperCase(Locale.ROOT);
        return word + " "
                + target.substring(Kind.of(object.kind()).keyword().length() + 1)
                        .replace("(*)", "()");
    }

    private static String objects(Kind kind) {
        return switch (kind) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "tables";
            case SEQUENCE -> "sequences";
            case FUNCTION, AGGREGATE -> "functions";
            case ENUM, COMPOSITE_TYPE, DOMAIN, RANGE_TYPE, BASE_TYPE -> "types";
            case SCHEMA -> "schemas";
            default -> null;
        };
    }
}
