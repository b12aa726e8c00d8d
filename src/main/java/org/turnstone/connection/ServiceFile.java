package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** libpq's {@code pg_service.conf}: addresses by name. Nothing is quoted or escaped in one. */
final class ServiceFile {
    /** A setting's value, and the line it stands in. */
    record Entry(String value, int line) {}

    private ServiceFile() {}

    /** A service's settings by libpq's keywords; null where the file has no such service. */
    static Map<String, Entry> find(String text, String service) {
        Map<String, Entry> settings = null;
        int number = 0;
        for (String raw : text.split("\r?\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.startsWith("[")) {
                if (settings != null) {
                    break;
                }
                settings = line.equals("[" + service + "]") ? new LinkedHashMap<>() : null;
            } else if (settings != null && !line.startsWith("#") && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                // As in libpq, the first of two lines for the same setting counts.
                settings.putIfAbsent(line.substring(0, equals).strip(), new Entry(line.substring(equals + 1), number));
            }
        }
        return settings;
    }
}
