package org.turnstone.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.turnstone.connection.Session;
import org.turnstone.format.Format;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** Reads an outlook out of the server's views. What this role may not see is not there, and no reason to fail. */
final class OutlookReading {
    /** Which modes each mode cannot share a relation with, from the manual's table. */
    private static final Map<String, Set<String>> CONFLICTS = Map.of(
            "ACCESS SHARE",
            Set.of("AccessExclusiveLock"),
            "ROW SHARE",
            Set.of("ExclusiveLock", "AccessExclusiveLock"),
            "ROW EXCLUSIVE",
            Set.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"),
            "SHARE UPDATE EXCLUSIVE",
            Set.of(
                    "ShareUpdateExclusiveLock",
                    "ShareLock",
                    "ShareRowExclusiveLock",
                    "ExclusiveLock",
                    "AccessExclusiveLock"),
            "SHARE",
            Set.of(
                    "RowExclusiveLock",
                    "ShareUpdateExclusiveLock",
                    "ShareRowExclusiveLock",
                    "ExclusiveLock",
                    "AccessExclusiveLock"),
            "SHARE ROW EXCLUSIVE",
            Set.of(
                    "RowExclusiveLock",
                    "ShareUpdateExclusiveLock",
                    "ShareLock",
                    "ShareRowExclusiveLock",
                    "ExclusiveLock",
                    "AccessExclusiveLock"),
            "EXCLUSIVE",
            Set.of(
                    "RowShareLock",
                    "RowExclusiveLock",
                    "ShareUpdateExclusiveLock",
                    "ShareLock",
                    "ShareRowExclusiveLock",
                    "ExclusiveLock",
                    "AccessExclusiveLock"));

    private static final String HOLDERS = "select l.mode, a.pid, a.usename::text, a.application_name,"
            + " a.client_addr::text, a.state, extract(epoch from pg_catalog.clock_timestamp() - a.xact_start)::bigint,"
            + " array_to_string(pg_catalog.pg_blocking_pids(a.pid), ',')"
            + " from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a using (pid)"
            + " where l.locktype = 'relation' and l.granted and a.pid <> pg_catalog.pg_backend_pid()"
            + " and l.database = (select oid from pg_catalog.pg_database where datname = current_database())"
            + " and l.relation = pg_catalog.to_regclass(?)::oid order by a.xact_start";

    private final Connection connection;

    private OutlookReading(Connection connection) {
        this.connection = connection;
    }

    static Outlook of(Session session, Format format, Project project, Map<String, String> wanted)
            throws SQLException, ProjectProblem {
        var reading = new OutlookReading(session.connection());
        long begun = System.nanoTime();
        boolean standby = reading.standby();
        Duration latency = Duration.ofNanos(System.nanoTime() - begun);
        String holder = format.lock(session.connection(), project).holder().orElse(null);
        Long bytes = reading.size();
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<Integer, Blocker> blockers = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            reading.rows(each.getKey(), rows);
            reading.holders(each.getKey(), each.getValue(), blockers);
        }
        return new Outlook(
                holder,
                standby,
                bytes,
                rows,
                List.copyOf(blockers.values()),
                reading.occupied(format.historyTables(project)),
                latency);
    }

    /** What extensions bring is not the project's. */
    private boolean occupied(Set<String> history) throws SQLException {
        String sql = "select exists (select from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'"
                + " and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'"
                + " and c.relname <> all (?) and not exists (select from pg_catalog.pg_depend d"
                + " where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", history.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private boolean standby() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Long size() throws SQLException {
        String sql = "select case when pg_catalog.has_database_privilege(current_database(), 'connect')"
                + " then pg_catalog.pg_database_size(current_database()) end";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long bytes = row.getLong(1);
            return row.wasNull() ? null : (Long) bytes;
        }
    }

    private void rows(String relation, Map<String, Long> rows) throws SQLException {
        String sql = "select reltuples::bigint from pg_catalog.pg_class where oid = pg_catalog.to_regclass(?)"
                + " and relkind in ('r', 'p', 'm')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                // The planner says -1 of a table that was never looked at.
                if (row.next() && row.getLong(1) >= 0) {
                    rows.put(relation, row.getLong(1));
                }
            }
        }
    }

    private void holders(String relation, String mode, Map<Integer, Blocker> blockers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Set<String> conflicts = CONFLICTS.get(mode);
                    // The strongest mode, and one nobody knows, share with none.
                    if (conflicts == null || conflicts.contains(row.getString(1))) {
                        blockers.putIfAbsent(row.getInt(2), blocker(row));
                    }
                }
            }
        }
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        long seconds = row.getLong(7);
        Duration age = row.wasNull() ? null : Duration.ofSeconds(seconds);
        List<Integer> waitsFor = new ArrayList<>();
        String pids = row.getString(8);
        if (pids != null && !pids.isEmpty()) {
            for (String pid : pids.split(",")) {
                waitsFor.add(Integer.valueOf(pid));
            }
        }
        return new Blocker(
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                age,
                null,
                waitsFor,
                false);
    }
}
