package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;

/**
 * While a run's statement gets no answer, asks the server from a second session whether it waits for somebody, and
 * tells who stands in the way. A run whose statements are answered at once never opens that session.
 */
final class BlockWatch implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(250);

    private final Target target;
    private final String application;
    private final int pid;
    private final Journal journal;
    private final RunListener listener;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    /** When what is being carried out was sent; 0 for nothing. */
    private long sent;

    private List<Blocker> chain = List.of();
    /** How many looks in a row have found nobody. */
    private int nobody;

    private boolean closed;

    /**
     * Begins to watch.
     *
     * @param pid the process of the run's session
     * @param listener told from another thread than the run's, while that waits for an answer
     */
    BlockWatch(Target target, String application, int pid, Journal journal, RunListener listener) {
        this.target = target;
        this.application = application;
        this.pid = pid;
        this.journal = journal;
        this.listener = listener;
        // Early enough to see somebody before the lock timeout ends the waiting.
        long limit = target.limits().lockTimeout().toMillis();
        this.patience = Duration.ofMillis(limit == 0 ? 400 : Math.clamp(limit / 4, 20, 400));
        this.thread = Thread.ofVirtual().name("turnstone-block-watch").start(this::watch);
    }

    /** Something is being sent. */
    void sending() {
        locked(() -> {
            sent = System.nanoTime();
            chain = List.of();
            nobody = 0;
            changed.signal();
        });
    }

    /** It was answered, in whatever way. */
    void answered() {
        locked(() -> sent = 0);
    }

    /** Who was last seen in the way of what was sent last. */
    List<Blocker> chain() {
        lock.lock();
        try {
            return chain;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            changed.signal();
        });
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        Session session = null;
        try {
            while (awaitSilence()) {
                if (session == null) {
                    session = Session.open(target, application);
                }
                Sessions sessions = new Sessions(session.connection(), session.redaction(), journal);
                long asked = sent();
                tell(asked, sessions.inTheWayOf(pid));
                pause();
            }
        } catch (SQLException | ConnectionFailure e) {
            // A role with one connection only, or a server that is going down: the run goes on unwatched.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    /** Returns when something has had no answer for long enough; false when the run is over. */
    private boolean awaitSilence() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                long left = sent == 0 ? Long.MAX_VALUE : patience.toNanos() - (System.nanoTime() - sent);
                if (left <= 0) {
                    return true;
                }
                if (sent == 0) {
                    changed.await();
                } else {
                    changed.awaitNanos(left);
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!closed) {
                changed.await(Math.min(STEP.toMillis(), patience.toMillis()), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long sent() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    private void tell(long asked, List<Blocker> found) {
        boolean news;
        boolean free;
        lock.lock();
        try {
            if (closed || sent == 0 || sent != asked) {
                return; // Meanwhile it was answered.
            }
            news = !found.isEmpty() && !sameAs(found, chain);
            // Once may be the moment in which the server has given up and its answer is on the way.
            nobody = found.isEmpty() ? nobody + 1 : 0;
            free = nobody == 2 && !chain.isEmpty();
            if (free || !found.isEmpty()) {
                chain = List.copyOf(found);
            }
        } finally {
            lock.unlock();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - asked);
        if (news) {
            listener.on(new RunEvent.Blocked(found, waited));
        } else if (free) {
            listener.on(new RunEvent.Unblocked(waited));
            listener.on(new RunEvent.Remark("The lock was had after " + Texts.duration(waited) + "."));
        }
    }

    /** Their ages differ from one look to the next, and that is no news. */
    private static boolean sameAs(List<Blocker> found, List<Blocker> before) {
        return found.stream()
                .map(BlockWatch::lasting)
                .toList()
                .equals(before.stream().map(BlockWatch::lasting).toList());
    }

    private static List<Object> lasting(Blocker each) {
        return List.of(each.pid(), each.state(), String.valueOf(each.query()), each.waitsFor());
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
