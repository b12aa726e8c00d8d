package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import org.turnstone.format.MigrationLock;

/** Waits for the format's lock, tells who holds it, and gives up in time. */
final class LockWait {
    private static final Duration STEP = Duration.ofMillis(250);

    private final MigrationLock lock;
    private final RunListener listener;
    private final Cancellation cancellation;
    private String holder = "somebody else";

    LockWait(MigrationLock lock, RunListener listener, Cancellation cancellation) {
        this.lock = lock;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Whether the lock was had within the time given. */
    boolean take(Duration patience) throws SQLException {
        long start = System.nanoTime();
        long told = -1;
        while (true) {
            if (lock.tryTake()) {
                return true;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            holder = lock.holder().orElse(holder);
            if (waited.toSeconds() != told) {
                told = waited.toSeconds();
                listener.on(new RunEvent.WaitingForLock(holder, waited));
            }
            if (waited.compareTo(patience) >= 0 || cancellation.isRequested()) {
                return false;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Who held the lock when last looked. */
    String holder() {
        return holder;
    }
}
