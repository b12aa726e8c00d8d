package org.turnstone.cli;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.turnstone.report.Cells;
import org.turnstone.report.Phrases;

/** The last line of a terminal, written over as things go on, with the time they take. */
final class LiveLine implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;

    private final Page page;
    private final int width;
    private final ReentrantLock lock = new ReentrantLock();
    private String text;
    private long since;
    private int drawn;
    private volatile boolean closed;

    /** A width of zero: there is no terminal, and nothing moves. */
    LiveLine(Page page, int width) {
        this.page = page;
        this.width = width;
        if (width > 0) {
            Thread.ofVirtual().name("turnstone-live-line").start(this::keepDrawing);
        }
    }

    /** What is going on from now on. It is drawn with the next tick, so that many in a second cost nothing. */
    void show(String now) {
        locked(() -> {
            text = now;
            since = System.nanoTime();
        });
    }

    /** A line that stays, above the moving one. */
    void print(String line) {
        locked(() -> {
            erase();
            page.line(line);
        });
    }

    @Override
    public void close() {
        locked(() -> {
            erase();
            closed = true;
        });
    }

    private void keepDrawing() {
        try {
            while (!closed) {
                Thread.sleep(REDRAW_MILLIS);
                locked(this::draw);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        if (closed || text == null) {
            return;
        }
        String elapsed = "  " + Phrases.duration(Duration.ofNanos(System.nanoTime() - since));
        String line = Cells.fit(text, Math.max(10, width - 1 - elapsed.length())) + elapsed;
        int cells = Cells.width(line);
        page.draw("\r" + line + " ".repeat(Math.max(0, drawn - cells)));
        drawn = cells;
    }

    private void erase() {
        if (drawn > 0) {
            page.draw("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
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
