package org.turnstone.scratch;

import java.io.IOException;

/** Whether the end has come meanwhile. Long work asks again and again, so that nobody who quits waits for it. */
@FunctionalInterface
interface Closing {
    /** For work that is to be finished whatever happens. */
    Closing NEVER = () -> false;

    boolean hasBegun();

    /** Ends the work at hand where the end has come; what it has made so far is for the next start to sweep. */
    default void check() throws IOException {
        if (hasBegun()) {
            throw new IOException("Turnstone is closing");
        }
    }
}
