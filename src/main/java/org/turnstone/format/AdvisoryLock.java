package org.turnstone.format;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tool's session-level advisory lock: one number, in the database the session is in. */
public final class AdvisoryLock implements MigrationLock {
    private final Connection connection;
    private final long key;

    public AdvisoryLock(Connection connection, long key) {
        this.connection = connection;
        this.key = key;
    }

    @Override
    public boolean tryTake() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_try_advisory_lock(" + key + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public List<Integer> holders() throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select l.pid from pg_catalog.pg_locks l where " + mine())) {
            while (row.next()) {
                pids.add(row.getInt(1));
            }
        }
        return pids;
    }

    private String mine() {
        return "l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                + " and l.database = (select oid from pg_catalog.pg_database where datname = current_database())"
                + " and l.classid::bigint = " + (key >>> 32) + " and l.objid::bigint = " + (key & 0xffffffffL);
    }

    @Override
    public Optional<String> holder() throws SQLException {
        String sql = "select l.pid, a.application_name, a.usename, a.client_addr::text, a.state,"
                + " extract(epoch from now() - coalesce(a.xact_start, a.backend_start))::bigint"
                + " from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a using (pid)"
                + " where " + mine();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            String application = row.getString(2);
            String from = row.getString(4);
            return Optional.of("server process " + row.getInt(1)
                    + (application == null || application.isEmpty() ? "" : " (" + application + ")")
                    + (row.getString(3) == null ? "" : ", user " + row.getString(3))
                    + (from == null ? "" : ", from " + from)
                    + ", for " + row.getLong(6) + " s");
        }
    }
}
