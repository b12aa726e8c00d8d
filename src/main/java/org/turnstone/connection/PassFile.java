package org.turnstone.connection;

import java.util.ArrayList;
import java.util.List;

/** libpq's file of passwords: {@code host:port:database:user:password}, the first line that fits counts. */
final class PassFile {
    /** A password, and the line it stands in. */
    record Match(String password, int line) {}

    private static final int FIELDS = 5;

    private PassFile() {}

    /** Null where no line fits. */
    static Match find(String text, Host host, String database, String user) {
        String name = host.isSocket() && host.name().matches("/var/run/postgresql|/tmp|/run/postgresql")
                ? "localhost"
                : host.name();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String clean = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (clean.startsWith("#")) {
                continue;
            }
            List<String> fields = fields(clean);
            if (fields.size() == FIELDS
                    && fits(fields.get(0), name)
                    && fits(fields.get(1), String.valueOf(host.port()))
                    && fits(fields.get(2), database)
                    && fits(fields.get(3), user)) {
                return new Match(unescaped(fields.get(4)), number);
            }
        }
        return null;
    }

    /** One field, with : and \ escaped; refused where no line of the file can hold it. */
    static String field(String text, String what) throws ConnectionFailure {
        if (text.indexOf('\n') >= 0 || text.endsWith("\r")) {
            throw Findings.bad("A .pgpass file cannot hold this " + what
                    + ": it has a line end in it, and every line of"
                    + " the file is one entry. Take an environment variable or a URL, or another " + what + ".");
        }
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    static String unescaped(String field) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 1 < field.length()) {
                i++;
            }
            result.append(field.charAt(i));
        }
        return result.toString();
    }

    private static boolean fits(String field, String value) {
        return field.equals("*") || unescaped(field).equals(value);
    }

    /** Still escaped. The password is the rest up to an unescaped colon, as libpq reads it. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(start, i));
                start = i + 1;
                if (fields.size() == FIELDS) {
                    return fields;
                }
            }
        }
        fields.add(line.substring(start));
        return fields;
    }
}
