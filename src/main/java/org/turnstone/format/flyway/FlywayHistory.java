package org.turnstone.format.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** Flyway's history table, as far as Turnstone reads and writes it beside flyway-core. */
final class FlywayHistory {
    static final String TABLE = "flyway_schema_history";

    private final Connection connection;
    private final String schema;
    private final String table;

    private FlywayHistory(Connection connection, String schema, String table) {
        this.connection = connection;
        this.schema = schema;
        this.table = table;
    }

    /** The table lives in the connection's current schema, unless settings say otherwise. */
    static FlywayHistory of(Connection connection, Project project) throws SQLException, ProjectProblem {
        FlywayProject settings = FlywayProject.of(project);
        String table = settings.table();
        if (settings.schema() != null) {
            return new FlywayHistory(connection, settings.schema(), table);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_schema(), current_setting('search_path')")) {
            row.next();
            String current = row.getString(1);
            // With no schema of the path there, Flyway takes the path's text for a schema's name and creates it.
            return new FlywayHistory(connection, current == null ? row.getString(2) : current, table);
        }
    }

    String schema() {
        return schema;
    }

    /** {@code "schema"."table"}: Flyway's lock key is made of exactly this. */
    String quotedName() {
        return quote(schema) + "." + quote(table);
    }

    boolean exists() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            ask.setString(1, quotedName());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** A row that counts: applied, and not taken back since. */
    record Row(int rank, String version, String description, String script, Integer checksum) {}

    /** The rows that count, oldest first. A DELETE row takes back all rows of its version or description. */
    List<Row> liveRows() throws SQLException {
        // By what they are about: a history of thousands is read for every migration that is taken back.
        Map<String, List<Row>> live = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select installed_rank, version, description, type, script,"
                        + " checksum, success from " + quotedName() + " order by installed_rank")) {
            while (row.next()) {
                String type = row.getString(4);
                if (!row.getBoolean(7)) {
                    continue;
                }
                Integer checksum = row.getObject(6) == null ? null : row.getInt(6);
                Row each = new Row(row.getInt(1), row.getString(2), row.getString(3), row.getString(5), checksum);
                if (type.equals("DELETE")) {
                    // A repeatable one has a row for each time it ran, and only the last of them ever counted.
                    live.remove(subject(each));
                } else if (!type.equals("SCHEMA") && !type.equals("BASELINE")) {
                    live.computeIfAbsent(subject(each), s -> new ArrayList<>()).add(each);
                }
            }
        }
        return live.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Row::rank))
                .toList();
    }

    /** The latest row that counts for a version. */
    Optional<Row> liveRow(String version) throws SQLException {
        String subject = subject(new Row(0, version, null, null, null));
        return liveRows().stream().filter(r -> subject(r).equals(subject)).reduce((a, b) -> b);
    }

    /** A version, however it is written, or a repeatable migration's description. */
    private static String subject(Row row) {
        return row.version() == null
                ? "/" + row.description()
                : FlywayFolder.canonical(MigrationVersion.fromVersion(row.version()));
    }

    /** Writes the row that Flyway writes for a script that went well. */
    void add(String version, String description, String script, Integer checksum, String by, long milliseconds)
            throws SQLException {
        String sql = "insert into " + quotedName() + " (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) select"
                + " coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?, ?, ?,"
                + " true from " + quotedName();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, version);
            insert.setString(2, description);
            insert.setString(3, script);
            insert.setObject(4, checksum, Types.INTEGER);
            insert.setString(5, by);
            insert.setInt(6, Math.toIntExact(milliseconds));
            insert.executeUpdate();
        }
    }

    /**
     * Marks a row as taken back the way Flyway's own {@code repair} marks one whose file is gone: by a DELETE row that
     * copies it. Every Flyway since 7 then sees the migration as pending again, and the trail stays complete. A row
     * of type UNDO_SQL would make every free edition since 9.8 refuse the whole table.
     */
    void markReverted(Row row) throws SQLException {
        String sql = "insert into " + quotedName() + " (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) select coalesce(max(installed_rank), 0) + 1, ?, ?,"
                + " 'DELETE', ?, ?, current_user, 0, true from " + quotedName();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, row.version());
            insert.setString(2, row.description());
            insert.setString(3, row.script());
            if (row.checksum() == null) {
                insert.setNull(4, Types.INTEGER);
            } else {
                insert.setInt(4, row.checksum());
            }
            insert.executeUpdate();
        }
    }

    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
