package org.turnstone.connection;

import java.time.Duration;

/**
 * How long a run's statements may wait and work.
 *
 * @param lockTimeout how long a statement waits for a lock before it gives up; zero waits for ever
 * @param statementTimeout how long a statement may work; zero for ever
 */
public record Limits(Duration lockTimeout, Duration statementTimeout) {
    /** A waiting ALTER TABLE stops every read behind it, so waiting is short unless somebody asks for more. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ZERO);
}
