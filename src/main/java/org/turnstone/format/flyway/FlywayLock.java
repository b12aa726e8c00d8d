package org.turnstone.format.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.turnstone.format.AdvisoryLock;
import org.turnstone.format.MigrationLock;

/**
 * Flyway's advisory lock, held by the session for a whole run. Flyway itself takes it migration by migration; the
 * session's lock shuts out both of its forms, and lets Flyway take it again in the same session.
 */
final class FlywayLock implements MigrationLock {
    /** The bytes {@code F l y w a y} as a number: PostgreSQLAdvisoryLockTemplate in flyway-database-postgresql. */
    private static final long MAGIC = 77431708279161L;

    private final AdvisoryLock lock;

    FlywayLock(Connection connection, FlywayHistory history) {
        lock = new AdvisoryLock(connection, MAGIC + history.quotedName().hashCode());
    }

    @Override
    public boolean tryTake() throws SQLException {
        return lock.tryTake();
    }

    @Override
    public List<Integer> holders() throws SQLException {
        return lock.holders();
    }

    @Override
    public Optional<String> holder() throws SQLException {
        return lock.holder();
    }
}
