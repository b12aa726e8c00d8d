package org.turnstone.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every row of a tool's own tables, so that what a remedy writes can be shown exactly before it is written. */
final class HistoryRows {
    /** By table, then by its key columns' values. */
    private final Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();

    private HistoryRows() {}

    static HistoryRows read(Connection connection, Set<String> names) throws SQLException {
        HistoryRows result = new HistoryRows();
        for (String table : tables(connection, names)) {
            List<String> keys = keys(connection, table);
            Map<String, Map<String, String>> rows = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select * from " + table + " t order by t")) {
                while (row.next()) {
                    Map<String, String> columns = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.put(row.getMetaData().getColumnName(i), row.getString(i));
                    }
                    rows.put(
                            keys.isEmpty()
                                    ? columns.toString()
                                    : keys.stream().map(columns::get).toList().toString(),
                            columns);
                }
            }
            result.tables.put(table, rows);
        }
        return result;
    }

    /** How many rows there are in all of them. */
    int count() {
        return tables.values().stream().mapToInt(Map::size).sum();
    }

    List<RowChange> changesSince(HistoryRows earlier) {
        List<RowChange> changes = new ArrayList<>();
        for (String table : tables.keySet()) {
            Map<String, Map<String, String>> before = earlier.tables.getOrDefault(table, Map.of());
            Map<String, Map<String, String>> after = tables.get(table);
            before.forEach((key, row) -> {
                if (!row.equals(after.get(key))) {
                    changes.add(new RowChange(table, row, after.get(key)));
                }
            });
            after.forEach((key, row) -> {
                if (!before.containsKey(key)) {
                    changes.add(new RowChange(table, null, row));
                }
            });
        }
        return changes;
    }

    /** Those of these names that are there, qualified and quoted. */
    static List<String> tables(Connection connection, Set<String> names) throws SQLException {
        List<String> result = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c join"
                        + " pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relname ="
                        + " any(?) order by 1")) {
            ask.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    result.add(row.getString(1));
                }
            }
        }
        return result;
    }

    private static List<String> keys(Connection connection, String table) throws SQLException {
        List<String> result = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "select a.attname from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid"
                        + " and a.attnum = any(i.indkey) where i.indrelid = ?::pg_catalog.regclass and"
                        + " i.indisprimary")) {
            ask.setString(1, table);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    result.add(row.getString(1));
                }
            }
        }
        return result;
    }
}
