package org.turnstone.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the deferred constraints what a commit would ask them, within a transaction that goes on. What was waiting for
 * the commit is then done, so that the next script does not meet it as "pending trigger events".
 */
final class DeferredConstraints {
    private DeferredConstraints() {}

    /** Fails as the commit would. Afterwards every constraint waits again, or does not, as it was declared. */
    static void ask(Connection connection) throws SQLException {
        List<String> all = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        // By name, not ALL: that would hold for the constraints that later scripts make, too.
        String sql = "select pg_catalog.format('%I.%I', n.nspname, c.conname), pg_catalog.bool_or(c.condeferred)"
                + " and pg_catalog.bool_and(c.condeferrable) from pg_catalog.pg_constraint c"
                + " join pg_catalog.pg_namespace n on n.oid = c.connamespace"
                + " where n.nspname !~ '^pg_' and pg_catalog.has_schema_privilege(n.oid, 'usage')"
                + " group by 1 having pg_catalog.bool_or(c.condeferrable)";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    all.add(row.getString(1));
                    if (row.getBoolean(2)) {
                        waiting.add(row.getString(1));
                    }
                }
            }
            if (all.isEmpty()) {
                return;
            }
            statement.execute("set constraints " + String.join(", ", all) + " immediate");
            if (!waiting.isEmpty()) {
                statement.execute("set constraints " + String.join(", ", waiting) + " deferred");
            }
        }
    }
}
