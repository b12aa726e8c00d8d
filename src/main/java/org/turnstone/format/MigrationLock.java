package org.turnstone.format;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A migration tool's own lock on a target. It ends with the session that took it, or when it is given back. */
public interface MigrationLock {
    /** Takes the lock if nobody else holds it. */
    boolean tryTake() throws SQLException;

    /** Who holds it, in words, as far as the server tells. */
    Optional<String> holder() throws SQLException;

    /** The server processes that hold it, as far as the server tells. */
    default List<Integer> holders() throws SQLException {
        return List.of();
    }

    /**
     * Gives back a lock that would outlive its session; whoever took it must do so on every way out.
     *
     * @param connection the one that took it, or another to the same target where that one is broken
     */
    default void release(Connection connection) throws SQLException {}
}
