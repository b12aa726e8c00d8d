package org.turnstone.format;

import java.sql.SQLException;
import java.util.Optional;

/** A migration tool's own lock on a target. It ends with the session that took it. */
public interface MigrationLock {
    /** Takes the lock if nobody else holds it. */
    boolean tryTake() throws SQLException;

    /** Who holds it, in words, as far as the server tells. */
    Optional<String> holder() throws SQLException;
}
