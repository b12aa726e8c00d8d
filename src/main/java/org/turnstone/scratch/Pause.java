package org.turnstone.scratch;

import java.io.InterruptedIOException;

/** Waiting between two looks at something another process does. */
final class Pause {
    private Pause() {}

    static void milliseconds(long milliseconds) throws InterruptedIOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
        }
    }
}
