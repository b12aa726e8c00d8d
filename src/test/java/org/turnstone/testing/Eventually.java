package org.turnstone.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waiting for what other processes and threads do: no longer than it takes, and long enough for a busy machine. */
public final class Eventually {
    private static final long PATIENCE_SECONDS = 60;

    private Eventually() {}

    /** Looks again and again until it is so. */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE_SECONDS + " s: " + what);
            }
            Thread.sleep(20);
        }
    }
}
