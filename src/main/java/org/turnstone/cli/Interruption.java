package org.turnstone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.turnstone.run.Cancellation;

/**
 * Ctrl+C while a run works: the run is cancelled, and the process stays until the run has ended and its last lines are
 * printed. The Java machine itself then exits with 130.
 */
final class Interruption implements AutoCloseable {
    /** A server that does not answer a cancel must not hold a terminal for ever. */
    private static final long PATIENCE_SECONDS = 30;

    private final Cancellation cancellation;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "turnstone-interruption");

    private Interruption(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    static Interruption watch(Cancellation cancellation) {
        Interruption interruption = new Interruption(cancellation);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** What happens at Ctrl+C. */
    void interrupt() {
        cancellation.cancel();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The server did not answer the cancel in " + PATIENCE_SECONDS
                        + " s. Look at `turnstone status` for what it did.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run has ended and has been told about. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: that is what the hook is for.
        }
    }
}
