package org.turnstone.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a table alone after a lock on it was not had: twice as long each time, and never quite the same, so
 * that two who failed together do not meet again.
 */
final class BackOff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 10_000;

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** Before attempt {@code attempt}, the first repetition being 1: between a half and one and a half of its mean. */
    Duration before(int attempt) {
        long mean = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
        return Duration.ofMillis(mean / 2 + random.nextLong(mean + 1));
    }
}
