package org.turnstone.format.prisma;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Prisma's history table (sql-schema-connector/src/sql_migration_persistence.rs, flavour/postgres.rs). Prisma writes it
 * by its bare name, so that a script that changes {@code search_path} makes it lose its table half way; Turnstone finds
 * out which table that is before the first script runs and stays with it. Without such a script the two are the same.
 */
final class PrismaHistory {
    static final String TABLE = "_prisma_migrations";

    private final String qualified;

    private PrismaHistory(String qualified) {
        this.qualified = qualified;
    }

    /** A row; a migration has several when it failed and was tried again. Times are those of the session's zone. */
    record Row(
            String id,
            String checksum,
            String name,
            LocalDateTime startedAt,
            LocalDateTime finishedAt,
            LocalDateTime rolledBackAt,
            String logs,
            Duration duration) {
        boolean isApplied() {
            return finishedAt != null && rolledBackAt == null;
        }

        boolean isFailed() {
            return finishedAt == null && rolledBackAt == null;
        }
    }

    /** The table that the bare name means in this session. */
    static Optional<PrismaHistory> find(Connection connection) throws SQLException {
        String sql = "select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where c.oid = pg_catalog.to_regclass('" + TABLE + "')";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(new PrismaHistory(row.getString(1))) : Optional.empty();
        }
    }

    /** Whether one of these schemas holds a table other than PostGIS's, which Prisma then does not take over by itself (P3005). */
    static boolean holdTables(Connection connection, List<String> schemas) throws SQLException {
        String sql = "select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                + " on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = any (?)"
                + " and pg_catalog.lower(c.relname) not in ('spatial_ref_sys', 'geometry_columns'))";
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            Array names = connection.createArrayOf("text", schemas.toArray());
            ask.setArray(1, names);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** @param schema the address's; null when it names none */
    static PrismaHistory create(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (schema != null) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + PrismaFormat.quoted(schema));
            }
            statement.execute("CREATE TABLE " + TABLE + " (\n"
                    + "    id                      VARCHAR(36) PRIMARY KEY NOT NULL,\n"
                    + "    checksum                VARCHAR(64) NOT NULL,\n"
                    + "    finished_at             TIMESTAMPTZ,\n"
                    + "    migration_name          VARCHAR(255) NOT NULL,\n"
                    + "    logs                    TEXT,\n"
                    + "    rolled_back_at          TIMESTAMPTZ,\n"
                    + "    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),\n"
                    + "    applied_steps_count     INTEGER NOT NULL DEFAULT 0\n"
                    + ");");
        }
        return find(connection).orElseThrow();
    }

    String qualified() {
        return qualified;
    }

    List<Row> rows(Connection connection) throws SQLException {
        String sql = "select id, checksum, migration_name, started_at::timestamp, finished_at::timestamp,"
                + " rolled_back_at::timestamp, logs, (extract(epoch from finished_at - started_at) * 1000)::bigint"
                + " from " + qualified + " order by started_at";
        List<Row> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                long millis = row.getLong(8);
                boolean timed = !row.wasNull() && millis >= 0;
                result.add(new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, LocalDateTime.class),
                        row.getObject(5, LocalDateTime.class),
                        row.getObject(6, LocalDateTime.class),
                        row.getString(7),
                        timed ? Duration.ofMillis(millis) : null));
            }
        }
        return result;
    }

    /** Before the script; the row's id. */
    String start(Connection connection, String name, String checksum) throws SQLException {
        String id = UUID.randomUUID().toString();
        OffsetDateTime now = now();
        // Prisma counts milliseconds and reads in the order of this time: two scripts of one of them would change
        // places.
        String sql = "INSERT INTO " + qualified + " (id, checksum, started_at, migration_name)"
                + " SELECT ?, ?, greatest(?::timestamptz, max(started_at) FILTER"
                + " (WHERE started_at < ?::timestamptz + interval '1 second') + interval '1 millisecond'), ? FROM "
                + qualified;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, checksum);
            insert.setObject(3, now);
            insert.setObject(4, now);
            insert.setString(5, name);
            insert.executeUpdate();
        }
        return id;
    }

    /** After the script, the first of Prisma's two steps. */
    void countStep(Connection connection, String id) throws SQLException {
        update(connection, "applied_steps_count = applied_steps_count + 1", null, id);
    }

    void finish(Connection connection, String id) throws SQLException {
        update(connection, "finished_at = greatest(?::timestamptz, started_at)", now(), id);
    }

    void fail(Connection connection, String id, String logs) throws SQLException {
        update(connection, "logs = ?", logs, id);
    }

    private void update(Connection connection, String change, Object value, String id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + qualified + " SET " + change + " WHERE id = ?")) {
            if (value != null) {
                update.setObject(1, value);
            }
            update.setString(value == null ? 1 : 2, id);
            update.executeUpdate();
        }
    }

    /** As {@code resolve --rolled-back}: the rows that were begun and not finished. */
    void markRolledBack(Connection connection, String name) throws SQLException {
        String sql = "UPDATE " + qualified + " SET rolled_back_at = ? WHERE migration_name = ?"
                + " AND finished_at IS NULL AND rolled_back_at IS NULL";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now());
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** As {@code resolve --applied}. */
    void insertApplied(Connection connection, String name, String checksum) throws SQLException {
        String sql = "INSERT INTO " + qualified
                + " (id, checksum, logs, started_at, finished_at, migration_name) VALUES (?, ?, '', ?, ?, ?)";
        OffsetDateTime now = now();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, checksum);
            insert.setObject(3, now);
            insert.setObject(4, now);
            insert.setString(5, name);
            insert.executeUpdate();
        }
    }

    void setChecksum(Connection connection, String name, String checksum) throws SQLException {
        String sql = "UPDATE " + qualified + " SET checksum = ? WHERE migration_name = ?"
                + " AND finished_at IS NOT NULL AND rolled_back_at IS NULL";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, checksum);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    void deleteRow(Connection connection, String id) throws SQLException {
        delete(connection, "id", id);
    }

    /** Every row of a migration: for all versions of Prisma it is then as if it had never run. */
    void deleteAll(Connection connection, String name) throws SQLException {
        delete(connection, "migration_name", name);
    }

    private void delete(Connection connection, String column, String value) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + qualified + " WHERE " + column + " = ?")) {
            delete.setString(1, value);
            delete.executeUpdate();
        }
    }

    /** To the millisecond, as JavaScript's clock. */
    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }
}
