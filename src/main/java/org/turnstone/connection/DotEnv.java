package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a project's {@code .env}: comments, {@code export}, '…' as it stands, "…" with escapes and over several lines,
 * and, as dotenv has it, the last of two lines that set the same variable.
 */
final class DotEnv {
    /**
     * A variable's value, and the line that gave it.
     *
     * @param earlierLine the last line before it that gave another value; 0 for none
     */
    record Entry(String value, int line, int earlierLine) {}

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*(?:=|:[ \\t])[ \\t]*");

    private final String text;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private int at;
    private int line = 1;

    private DotEnv(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
    }

    /** Reads a file; its ${NAME} are the environment's or those of lines above. */
    static DotEnv read(String text, Map<String, String> environment) {
        DotEnv file = new DotEnv(text.replace("\r\n", "\n").replace("\uFEFF", ""), environment);
        file.readLines();
        return file;
    }

    /** One value, as it would stand after the = in a file. */
    static String value(String raw) throws ConnectionFailure {
        DotEnv one = new DotEnv(raw, Map.of());
        return one.value();
    }

    Map<String, Entry> entries() {
        return entries;
    }

    private void readLines() {
        while (at < text.length()) {
            Matcher assignment = ASSIGNMENT.matcher(text).region(at, lineEnd());
            if (assignment.lookingAt()) {
                String name = assignment.group(1);
                int first = line;
                at = assignment.end();
                put(name, valueOrRest(), first);
            }
            at = lineEnd() + 1;
            line++;
        }
    }

    private void put(String name, String value, int from) {
        Entry before = entries.remove(name);
        boolean other = before != null && !before.value.equals(value);
        entries.put(name, new Entry(value, from, other ? before.line : 0));
    }

    /** A quote that is never closed begins no quoted value: the line is taken as it stands. */
    private String valueOrRest() {
        try {
            return value();
        } catch (ConnectionFailure e) {
            return bare();
        }
    }

    private String value() throws ConnectionFailure {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote == '\'' || quote == '`') {
            return literal(quote);
        }
        return quote == '"' ? escaped() : bare();
    }

    private String literal(char quote) throws ConnectionFailure {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw unclosed(quote);
        }
        String value = text.substring(at + 1, end);
        move(end + 1);
        return value;
    }

    private String escaped() throws ConnectionFailure {
        StringBuilder value = new StringBuilder();
        int begin = at;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                move(i + 1);
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                value.append(unescaped(text.charAt(++i)));
            } else if (c == '$' && reference(i) != null) {
                value.append(reference(i));
                i = text.indexOf('}', i);
            } else {
                value.append(c);
            }
        }
        at = begin;
        throw unclosed('"');
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '`' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    /** What {@code ${NAME}} stands for, or null where it names nothing: then it is a password's own. */
    private String reference(int dollar) {
        int end = text.startsWith("${", dollar) ? text.indexOf('}', dollar) : -1;
        return end < 0 ? null : known(text.substring(dollar + 2, end));
    }

    private String known(String name) {
        Entry entry = entries.get(name);
        return environment.getOrDefault(name, entry == null ? null : entry.value);
    }

    private String bare() {
        int end = lineEnd();
        String value = text.substring(at, end);
        Matcher comment = Pattern.compile("(^|\\s)#.*$", Pattern.DOTALL).matcher(value);
        value = (comment.find() ? value.substring(0, comment.start()) : value).strip();
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (Matcher m = Pattern.compile("\\$\\{([^}]*)}").matcher(value); m.find(); from = m.end()) {
            String known = known(m.group(1));
            whole.append(value, from, m.start()).append(known == null ? m.group() : known);
        }
        at = end;
        return whole.append(value.substring(from)).toString();
    }

    private void move(int to) {
        line += (int) text.substring(at, Math.min(to, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
        at = to;
    }

    private int lineEnd() {
        int end = text.indexOf('\n', Math.min(at, text.length()));
        return end < 0 ? text.length() : end;
    }

    private ConnectionFailure unclosed(char quote) {
        return Findings.bad("The value begins with " + quote + " and does not end with one.");
    }
}
