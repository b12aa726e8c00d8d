package org.turnstone.format.sqlx;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * sqlx's history table (sqlx-postgres/src/migrate.rs). sqlx itself writes it by the name in its settings, so that a
 * script that changes {@code search_path} makes it miss its table or write another one; Turnstone finds out which table
 * that name means before the first script runs and stays with it. Without such a script the two are the same.
 */
final class SqlxHistory {
    private final String qualified;

    private SqlxHistory(String qualified) {
        this.qualified = qualified;
    }

    /**
     * A row that sqlx wrote.
     *
     * @param nanoseconds negative where it is not known
     */
    record Row(
            long version,
            String description,
            LocalDateTime installedOn,
            boolean success,
            byte[] checksum,
            long nanoseconds) {
        boolean matches(byte[] other) {
            return Arrays.equals(checksum, other);
        }

        String hex() {
            return HexFormat.of().formatHex(checksum);
        }
    }

    /** The table a name means in this session, or nothing when it is not there yet. */
    static Optional<SqlxHistory> find(Connection connection, String table) throws SQLException {
        String sql = "select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = pg_catalog.to_regclass(?)";
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, table);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Optional.of(new SqlxHistory(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** The table a name means, made when it is not there. */
    static SqlxHistory findOrCreate(Connection connection, SqlxSettings settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String schema : settings.schemas()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema + ";");
            }
            Optional<SqlxHistory> found = find(connection, settings.table());
            if (found.isEmpty()) {
                statement.execute("CREATE TABLE IF NOT EXISTS " + settings.table() + " (\n"
                        + "    version BIGINT PRIMARY KEY,\n"
                        + "    description TEXT NOT NULL,\n"
                        + "    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),\n"
                        + "    success BOOLEAN NOT NULL,\n"
                        + "    checksum BYTEA NOT NULL,\n"
                        + "    execution_time BIGINT NOT NULL\n"
                        + ");");
                found = find(connection, settings.table());
            }
            return found.orElseThrow();
        }
    }

    String qualified() {
        return qualified;
    }

    SortedMap<Long, Row> rows(Connection connection) throws SQLException {
        SortedMap<Long, Row> result = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select version, description, installed_on::timestamp, success, checksum,"
                                + " execution_time from " + qualified + " order by version")) {
            while (row.next()) {
                result.put(
                        row.getLong(1),
                        new Row(
                                row.getLong(1),
                                row.getString(2),
                                row.getObject(3, LocalDateTime.class),
                                row.getBoolean(4),
                                row.getBytes(5),
                                row.getLong(6)));
            }
        }
        return result;
    }

    /** As sqlx does: how long it took is not known before the commit. */
    void insert(Connection connection, long version, String description, byte[] checksum) throws SQLException {
        String sql = "INSERT INTO " + qualified + " ( version, description, success, checksum, execution_time )"
                + " VALUES ( ?, ?, TRUE, ?, -1 )";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, version);
            insert.setString(2, description);
            insert.setBytes(3, checksum);
            insert.executeUpdate();
        }
    }

    void setExecutionTime(Connection connection, long version, long nanoseconds) throws SQLException {
        String sql = "UPDATE " + qualified + " SET execution_time = ? WHERE version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, nanoseconds);
            update.setLong(2, version);
            update.executeUpdate();
        }
    }

    void setChecksum(Connection connection, long version, byte[] checksum) throws SQLException {
        String sql = "UPDATE " + qualified + " SET checksum = ? WHERE version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setBytes(1, checksum);
            update.setLong(2, version);
            update.executeUpdate();
        }
    }

    void delete(Connection connection, long version) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + qualified + " WHERE version = ?")) {
            delete.setLong(1, version);
            delete.executeUpdate();
        }
    }
}
