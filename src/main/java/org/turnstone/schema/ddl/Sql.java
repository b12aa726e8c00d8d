package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.schema.SchemaObject;

/** Pieces of SQL text: literals, lists, names. */
public final class Sql {
    /** Stands for the database's name, which differs from server to server. */
    static final String THIS_DATABASE = "\u0001";

    private Sql() {}

    public static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    public static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** An identifier without its quotes. */
    public static String plain(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }

    /** The last part of a qualified name. */
    public static String last(String qualified) {
        return qualified.substring(lastDot(qualified) + 1);
    }

    /** A qualified name without its last part; empty when it has one part only. */
    public static String first(String qualified) {
        int dot = lastDot(qualified);
        return dot < 0 ? "" : qualified.substring(0, dot);
    }

    private static int lastDot(String qualified) {
        int result = -1;
        boolean quoted = false;
        for (int i = 0; i < qualified.length(); i++) {
            char c = qualified.charAt(i);
            if (c == '(' && !quoted) {
                break;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                result = i;
            }
        }
        return result;
    }

    /** Parts between commas that stand outside quotes and parentheses. */
    public static List<String> list(String text) {
        List<String> result = new ArrayList<>();
        if (text == null || text.isEmpty()) {
            return result;
        }
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                result.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        result.add(text.substring(start).strip());
        return result;
    }

    /** A constraint's, trigger's, rule's or policy's own name, without what it is on. */
    public static String bare(SchemaObject object) {
        int on = object.name().length() - on(object).length() - " on ".length();
        return object.name().substring(0, on);
    }

    /** What it is on: "public.t", "domain public.d". */
    public static String on(SchemaObject object) {
        String parent = object.parent();
        for (String kind : new String[] {"foreign table ", "materialized view ", "table ", "view "}) {
            if (parent.startsWith(kind)) {
                return parent.substring(kind.length());
            }
        }
        return parent;
    }

    /** An object as a command names it: {@code TABLE public.t}, {@code TRIGGER x ON public.t}. */
    public static String target(SchemaObject object) {
        Kind kind = Kind.of(object.kind());
        if (kind == Kind.DATABASE) {
            return "DATABASE " + THIS_DATABASE;
        }
        if (!kind.isOnAnother()) {
            return kind.keyword() + " " + object.name();
        }
        String on = on(object);
        return kind.keyword() + " " + bare(object) + " ON "
                + (on.startsWith("domain ") ? "DOMAIN " + on.substring("domain ".length()) : on);
    }
}
