package org.turnstone.format.knex;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.format.ProjectProblem;

/**
 * Knex's two tables in a target, made, read and written as lib/migrations/migrate/table-creator.js and Migrator.js of
 * knex 3.3.0 do. Their schema is found once, so that no script can lead what is written about it elsewhere.
 */
final class KnexTables {
    /** One migration that ran. */
    record Row(String name, Integer batch, LocalDateTime time) {}

    private final Connection connection;
    private final KnexSettings settings;
    private final String schema;

    private KnexTables(Connection connection, KnexSettings settings, String schema) {
        this.connection = connection;
        this.settings = settings;
        this.schema = schema;
    }

    static KnexTables of(Connection connection, KnexSettings settings) throws SQLException, ProjectProblem {
        String schema = settings.schemaName();
        if (schema == null) {
            schema = first(connection, settings.searchPath());
        }
        if (schema == null) {
            throw new ProjectProblem("The search path of this database names no schema that exists, so there is no"
                    + " place for " + settings.tableName() + ".");
        }
        return new KnexTables(connection, settings, schema);
    }

    private static String first(Connection connection, List<String> path) throws SQLException {
        if (path.isEmpty()) {
            return text(connection, "select current_schema()", List.of());
        }
        String sql = "select p.name from unnest(?::text[]) with ordinality as p(name, place)"
                + " join pg_catalog.pg_namespace n on n.nspname = p.name order by p.place limit 1";
        return text(connection, sql, List.of(connection.createArrayOf("text", path.toArray())));
    }

    /** With the connection a run writes by. */
    KnexTables by(Connection other) {
        return new KnexTables(other, settings, schema);
    }

    String history() {
        return quote(schema) + "." + quote(settings.tableName());
    }

    String lock() {
        return quote(schema) + "." + quote(settings.lockTable());
    }

    boolean exist() throws SQLException {
        return exists(settings.tableName());
    }

    boolean lockExists() throws SQLException {
        return exists(settings.lockTable());
    }

    private boolean exists(String table) throws SQLException {
        return text(
                        connection,
                        "select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid ="
                                + " c.relnamespace where n.nspname = ? and c.relname = ?",
                        List.of(schema, table))
                != null;
    }

    /** Makes what is missing, and says whether something was. */
    boolean create() throws SQLException {
        boolean made = false;
        if (!exists(settings.tableName())) {
            execute("create table " + history()
                    + " (\"id\" serial primary key, \"name\" varchar(255), \"batch\" integer,"
                    + " \"migration_time\" timestamptz)");
            made = true;
        }
        if (!exists(settings.lockTable())) {
            execute("create table " + lock() + " (\"index\" serial primary key, \"is_locked\" integer)");
            made = true;
        }
        if (text(connection, "select \"index\"::text from " + lock() + " limit 1", List.of()) == null) {
            execute("insert into " + lock() + " (\"is_locked\") values (0)");
            made = true;
        }
        return made;
    }

    /** In the order they ran. */
    List<Row> rows() throws SQLException {
        List<Row> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select \"name\", \"batch\", \"migration_time\"::timestamp from "
                        + history() + " order by \"id\"")) {
            while (row.next()) {
                result.add(new Row(
                        row.getString(1), row.getObject(2, Integer.class), row.getObject(3, LocalDateTime.class)));
            }
        }
        return result;
    }

    /** How many rows the lock table has, and how many of them say that it is taken. */
    int[] lockRows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), count(*) filter (where \"is_locked\" is distinct from 0) from " + lock())) {
            row.next();
            return new int[] {row.getInt(1), row.getInt(2)};
        }
    }

    /** The number the next batch has. */
    int nextBatch() throws SQLException {
        String last = text(connection, "select max(\"batch\")::text from " + history(), List.of());
        return last == null ? 1 : Integer.parseInt(last) + 1;
    }

    /**
     * Records that a migration ran.
     *
     * @param rehearsing whether it will be taken back; then the table's sequence, which nothing takes back, is let be
     */
    void insert(String name, int batch, boolean rehearsing) throws SQLException {
        String time = "date_trunc('milliseconds', clock_timestamp())"; // What a Date of JavaScript can hold.
        String sql = rehearsing
                ? "insert into " + history() + " (\"id\", \"name\", \"batch\", \"migration_time\") select"
                        + " coalesce(max(\"id\"), 0) + 1, ?, ?, " + time + " from " + history()
                : "insert into " + history() + " (\"name\", \"batch\", \"migration_time\") values (?, ?, " + time + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setInt(2, batch);
            statement.executeUpdate();
        }
    }

    void delete(String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + history() + " where \"name\" = ?")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String text(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
