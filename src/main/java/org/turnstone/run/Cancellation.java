package org.turnstone.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets any thread end a run: the statement being carried out is cancelled on the server, never by interrupting a
 * thread, which would close the socket and leave the statement working.
 */
public final class Cancellation {
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicReference<Runnable> hook = new AtomicReference<>();

    /** Asks the run to end now. Safe to call more than once and from any thread. */
    public void cancel() {
        requested.set(true);
        Runnable current = hook.get();
        if (current != null) {
            current.run();
        }
    }

    public boolean isRequested() {
        return requested.get();
    }

    /** What cancels the statement of the moment; null when none is being carried out. */
    void during(Runnable cancelStatement) {
        hook.set(cancelStatement);
        if (cancelStatement != null && requested.get()) {
            cancelStatement.run();
        }
    }
}
