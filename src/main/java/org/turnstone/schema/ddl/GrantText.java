package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.schema.SchemaObject;

/** GRANT and REVOKE. */
public final class GrantText {
    private GrantText() {}

    /** What brings an object's privileges from where they are at the start to where these are. */
    public static List<String> grant(SchemaObject grant, String target) {
        List<String> result = new ArrayList<>();
        result.addAll(revoking(grant.get("revoked"), target, grantee(grant)));
        result.addAll(granting(grant.get("granted"), target, grantee(grant)));
        return result;
    }

    /** What brings them back to where they are at the start. */
    public static List<String> undo(SchemaObject grant, String target) {
        List<String> result = new ArrayList<>();
        result.addAll(revoking(grant.get("granted"), target, grantee(grant)));
        result.addAll(granting(grant.get("revoked"), target, grantee(grant)));
        return result;
    }

    public static String grantee(SchemaObject grant) {
        return grant.name().substring(grant.name().lastIndexOf(" to ") + " to ".length());
    }

    private static List<String> granting(String privileges, String target, String grantee) {
        List<String> plain = new ArrayList<>();
        List<String> withOption = new ArrayList<>();
        for (String privilege : Sql.list(privileges)) {
            String name = word(privilege);
            (privilege.contains("*") ? withOption : plain).add(name);
        }
        List<String> result = new ArrayList<>();
        if (!plain.isEmpty()) {
            result.add("GRANT " + on(plain, target) + " TO " + grantee);
        }
        if (!withOption.isEmpty()) {
            result.add("GRANT " + on(withOption, target) + " TO " + grantee + " WITH GRANT OPTION");
        }
        return result;
    }

    private static List<String> revoking(String privileges, String target, String grantee) {
        List<String> names = new ArrayList<>();
        boolean passedOn = false;
        for (String privilege : Sql.list(privileges)) {
            // What somebody else granted goes with the privilege that let them.
            if (!privilege.contains(" by ")) {
                names.add(word(privilege));
                passedOn |= privilege.contains("*");
            }
        }
        return names.isEmpty()
                ? List.of()
                : List.of("REVOKE " + on(names, target) + " FROM " + grantee + (passedOn ? " CASCADE" : ""));
    }

    /** "select* by anna" is SELECT. */
    private static String word(String privilege) {
        int by = privilege.indexOf(" by ");
        return (by < 0 ? privilege : privilege.substring(0, by))
                .replace("*", "")
                .toUpperCase(Locale.ROOT);
    }

    /** A column's privileges name it beside the privilege, and its table as the object. */
    private static String on(List<String> privileges, String target) {
        if (target.startsWith("COLUMN ")) {
            String column = target.substring("COLUMN ".length());
            return String.join(" (" + Sql.last(column) + "), ", privileges) + " (" + Sql.last(column) + ") ON TABLE "
                    + Sql.first(column);
        }
        return String.join(", ", privileges) + " ON " + grantable(target);
    }

    /** GRANT knows views and foreign tables as tables, servers as foreign ones. */
    private static String grantable(String target) {
        for (String kind : new String[] {"FOREIGN TABLE ", "MATERIALIZED VIEW ", "VIEW "}) {
            if (target.startsWith(kind)) {
                return "TABLE " + target.substring(kind.length());
            }
        }
        if (target.startsWith("SERVER ")) {
            return "FOREIGN " + target;
        }
        if (target.startsWith("AGGREGATE ")) {
            return "FUNCTION " + target.substring("AGGREGATE ".length()).replace("(*)", "()");
        }
        return target;
    }

    /** The server's own objects: "table pg_catalog.pg_class to anna". */
    public static String targetOf(String name) {
        String object = name.substring(0, name.lastIndexOf(" to "));
        for (String kind : new String[] {
            "materialized view",
            "foreign table",
            "table",
            "view",
            "sequence",
            "function",
            "aggregate",
            "procedure",
            "column",
            "schema",
            "language",
            "type"
        }) {
            if (object.startsWith(kind + " ")) {
                return kind.toUpperCase(Locale.ROOT) + object.substring(kind.length());
            }
        }
        return object;
    }

    public static List<String> defaults(SchemaObject privileges) {
        List<String> result = new ArrayList<>();
        defaults(privileges, "revokes", false, result);
        defaults(privileges, "grants", true, result);
        return result;
    }

    public static List<String> undoDefaults(SchemaObject privileges) {
        List<String> result = new ArrayList<>();
        defaults(privileges, "grants", false, result);
        defaults(privileges, "revokes", true, result);
        return result;
    }

    private static void defaults(SchemaObject privileges, String attribute, boolean grant, List<String> result) {
        if (privileges.has(attribute)) {
            for (String line : privileges.get(attribute).split("; ")) {
                int colon = line.lastIndexOf(": ");
                String words = line.substring(colon + 2);
                String grantee = line.substring(0, colon);
                result.addAll(
                        altering(privileges, grant ? granting(words, "", grantee) : revoking(words, "", grantee)));
            }
        }
    }

    private static List<String> altering(SchemaObject privileges, List<String> actions) {
        String name = privileges.name();
        int on = name.lastIndexOf(" on ");
        int schema = name.indexOf(" in schema ");
        String role = name.substring(0, schema < 0 ? on : schema);
        String prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + role
                + (schema < 0 ? "" : " IN SCHEMA " + name.substring(schema + " in schema ".length(), on)) + " ";
        String objects = name.substring(on + " on ".length()).toUpperCase(Locale.ROOT);
        return actions.stream()
                .map(a -> prefix + a.replaceFirst(" ON ", " ON " + objects))
                .toList();
    }
}
