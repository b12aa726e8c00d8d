package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Where a database's sequences stand: the one thing a rollback does not take back. */
final class SequenceValues {
    private final Map<String, Long> values;

    private SequenceValues(Map<String, Long> values) {
        this.values = values;
    }

    /** Those the role may see. */
    static SequenceValues read(Connection connection) throws SQLException {
        Map<String, Long> values = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_catalog.format('%I.%I', schemaname, sequencename), last_value"
                                + " from pg_catalog.pg_sequences")) {
            while (row.next()) {
                values.put(row.getString(1), row.getObject(2) == null ? null : row.getLong(2));
            }
        }
        return new SequenceValues(values);
    }

    /** The sequences that moved on since, each with where it stood and where it stands: {@code public.a_id_seq (3 → 7)}. */
    List<String> movedSince(SequenceValues earlier) {
        return values.entrySet().stream()
                .filter(e -> earlier.values.containsKey(e.getKey())
                        && !Objects.equals(e.getValue(), earlier.values.get(e.getKey())))
                .map(e -> e.getKey() + " (" + words(earlier.values.get(e.getKey())) + " → " + words(e.getValue()) + ")")
                .toList();
    }

    private static String words(Long value) {
        return value == null ? "unused" : value.toString();
    }
}
