package org.turnstone.run;

import java.util.concurrent.locks.ReentrantLock;

/** Passes events on one at a time: while a run waits for an answer, somebody else tells who stands in its way. */
final class OneAtATime implements RunListener {
    private final RunListener listener;
    private final ReentrantLock lock = new ReentrantLock();

    OneAtATime(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            listener.on(event);
        } finally {
            lock.unlock();
        }
    }
}
