package org.turnstone.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Storage parameters: "fillfactor=70, autovacuum_enabled=false" as the snapshot has them. */
public final class Options {
    private Options() {}

    /** As WITH and SET take them: {@code fillfactor = '70'}. */
    public static List<String> assignments(String text) {
        List<String> result = new ArrayList<>();
        parse(text).forEach((name, value) -> result.add(name + "=" + Sql.literal(value)));
        return result;
    }

    public static Map<String, String> parse(String text) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String option : Sql.list(text)) {
            int equals = option.indexOf('=');
            result.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return result;
    }
}
