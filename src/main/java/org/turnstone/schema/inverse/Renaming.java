package org.turnstone.schema.inverse;

import java.util.HashMap;
import java.util.Map;

/** Rewrites names in SQL text, part by part and never within a string. */
final class Renaming {
    private final Map<String, String> qualified = new HashMap<>();
    private final Map<String, String> schemas = new HashMap<>();
    private final Map<String, String> bare = new HashMap<>();

    void object(String was, String is) {
        qualified.put(was, is);
    }

    void schema(String was, String is) {
        schemas.put(was, is);
    }

    /** A name that stands alone, as a column's does. */
    void bare(String was, String is) {
        bare.put(was, is);
    }

    boolean isEmpty() {
        return qualified.isEmpty() && schemas.isEmpty() && bare.isEmpty();
    }

    String schemaName(String schema) {
        return schemas.getOrDefault(schema, schema);
    }

    String name(String name) {
        String whole = qualified.get(name);
        return whole != null ? whole : text(name);
    }

    String text(String text) {
        if (isEmpty() || text == null) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'') {
                int end = endOfString(text, i);
                result.append(string(text.substring(i, end)));
                i = end;
            } else if (isStart(c)) {
                int end = endOfName(text, i);
                result.append(mapped(text.substring(i, end)));
                i = end;
            } else {
                result.append(c);
                i++;
            }
        }
        return result.toString();
    }

    /** A string may hold a name, as in {@code 'public.s'::regclass}: then it holds nothing else. */
    private String string(String quoted) {
        String inner = quoted.substring(1, Math.max(1, quoted.length() - 1));
        String is = qualified.get(inner);
        return is == null ? quoted : "'" + is + "'";
    }

    private String mapped(String name) {
        String rest = "";
        String head = name;
        while (true) {
            String is = qualified.get(head);
            if (is != null) {
                return is + rest(rest);
            }
            int dot = lastDot(head);
            if (dot < 0) {
                break;
            }
            rest = head.substring(dot) + rest;
            head = head.substring(0, dot);
        }
        if (rest.isEmpty()) {
            return bare.getOrDefault(head, head);
        }
        return schemas.getOrDefault(head, bare.getOrDefault(head, head)) + rest(rest);
    }

    private String rest(String rest) {
        return rest.isEmpty() ? "" : "." + bare.getOrDefault(rest.substring(1), rest.substring(1));
    }

    private static int lastDot(String name) {
        boolean quoted = false;
        int result = -1;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"') {
                quoted = !quoted;
            } else if (name.charAt(i) == '.' && !quoted) {
                result = i;
            }
        }
        return result;
    }

    private static boolean isStart(char c) {
        return c == '"' || c == '_' || Character.isLetter(c);
    }

    private static int endOfString(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '\'') {
            i++;
        }
        return Math.min(i + 1, text.length());
    }

    private static int endOfName(String text, int start) {
        int i = start;
        while (i < text.length()) {
            if (text.charAt(i) == '"') {
                i = text.indexOf('"', i + 1);
                if (i < 0) {
                    return text.length();
                }
                i++;
            } else {
                while (i < text.length()
                        && (Character.isLetterOrDigit(text.charAt(i)) || "_$".indexOf(text.charAt(i)) >= 0)) {
                    i++;
                }
            }
            boolean goesOn = i + 1 < text.length() && text.charAt(i) == '.' && isStart(text.charAt(i + 1));
            if (!goesOn) {
                return i;
            }
            i++;
        }
        return i;
    }
}
