package org.turnstone.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.Snapshot;
import org.turnstone.schema.SnapshotScope;

/**
 * A snapshot beside a run, which the run does not depend on: somebody else's lock on some table must neither end it nor
 * keep it waiting for long.
 */
final class SchemaLook {
    private static final String PATIENCE = "500ms";

    private final Snapshot snapshot;
    private final String failure;

    private SchemaLook(Snapshot snapshot, String failure) {
        this.snapshot = snapshot;
        this.failure = failure;
    }

    /** Looks outside any transaction, or inside the one that is open, which keeps nothing of it: no lock, no failure. */
    static SchemaLook at(Connection connection, SnapshotScope scope) {
        try {
            Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
            String usual = setLockTimeout(connection, PATIENCE);
            try {
                return new SchemaLook(Snapshot.read(connection, scope), null);
            } finally {
                if (savepoint == null) {
                    setLockTimeout(connection, usual);
                } else {
                    connection.rollback(savepoint);
                }
            }
        } catch (SQLException e) {
            return new SchemaLook(null, e.getMessage());
        }
    }

    private static String setLockTimeout(Connection connection, String value) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.current_setting('lock_timeout'),"
                        + " pg_catalog.set_config('lock_timeout', '" + value + "', false)")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Null when it could not be read. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** Why it could not be read, or null. */
    String failure() {
        return failure;
    }

    /** What became of the schema between the two looks; null when one of them saw nothing. */
    SchemaDifference to(SchemaLook later) {
        return snapshot == null || later == null || later.snapshot == null ? null : snapshot.to(later.snapshot);
    }
}
