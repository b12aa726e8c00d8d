package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.turnstone.format.MigrationLock;

/** Waits for the format's lock, tells who holds it, and gives up in time. */
final class LockWait {
    private static final Duration STEP = Duration.ofMillis(250);

    private final MigrationLock lock;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Sessions sessions;
    private String holder = "somebody else";
    private List<Blocker> chain = List.of();

    /** @param sessions of the server whose lock it is */
    LockWait(MigrationLock lock, Sessions sessions, RunListener listener, Cancellation cancellation) {
        this.lock = lock;
        this.sessions = sessions;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Whether the lock was had within the time given. */
    boolean take(Duration patience) throws SQLException {
        long start = System.nanoTime();
        long told = -1;
        while (true) {
            boolean had = lock.tryTake();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (had) {
                if (told >= 0) {
                    listener.on(new RunEvent.Unblocked(waited));
                }
                return true;
            }
            holder = lock.holder().orElse(holder);
            look(waited);
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

    private void look(Duration waited) throws SQLException {
        List<Integer> holders = lock.holders();
        List<Blocker> found = holders.isEmpty() ? List.of() : sessions.chain(holders);
        if (!found.isEmpty() && !pids(found).equals(pids(chain))) {
            listener.on(new RunEvent.Blocked(found, waited));
        }
        chain = found;
    }

    private static List<Integer> pids(List<Blocker> chain) {
        return chain.stream().map(Blocker::pid).toList();
    }

    /** Those who stood in the way when last looked, the one who waits for nobody last. */
    List<Blocker> chain() {
        return chain;
    }

    /** Who held the lock when last looked. */
    String holder() {
        return holder;
    }
}
