package org.turnstone.format.flyway;

import java.util.List;

/**
 * One setting as a file says it.
 *
 * @param key without {@code flyway.} before it
 * @param values one, or the items of a list
 * @param place such as {@code /project/flyway.toml, line 3}
 */
record FlywayValue(String key, List<String> values, String place) {
    FlywayValue {
        values = List.copyOf(values);
    }

    String text() {
        return String.join(",", values);
    }
}
