package org.turnstone.desktop.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.turnstone.desktop.platform.Background;

/**
 * Work in the background, one after the other: what is asked first is done and answered before the next begins, so that
 * nothing is read from before a save and shown behind it. Belongs to the JavaFX thread.
 */
final class InTurn {
    private final Background background;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> whenWritten = new ArrayList<>();
    private boolean busy;
    /** How many of them write, and have not been answered. */
    private int writes;

    InTurn(Background background) {
        this.background = background;
    }

    /**
     * Reads something when its turn has come.
     *
     * @param begin asked then, on the JavaFX thread, for what is to be done elsewhere; nothing is when it gives null
     */
    <T> void read(String name, Supplier<Callable<T>> begin, Consumer<T> done, Consumer<Exception> failed) {
        waiting.add(() -> {
            Callable<T> work = begin.get();
            if (work != null) {
                start(name, work, done, failed);
            }
        });
        next();
    }

    /** The same for something that nobody may close the window over. */
    <T> void write(String name, Supplier<Callable<T>> begin, Consumer<T> done, Consumer<Exception> failed) {
        writes++;
        waiting.add(() -> {
            Callable<T> work = begin.get();
            if (work == null) {
                writes--;
                return;
            }
            start(
                    name,
                    work,
                    value -> {
                        try {
                            done.accept(value);
                        } finally {
                            writes--;
                        }
                    },
                    failure -> {
                        try {
                            failed.accept(failure);
                        } finally {
                            writes--;
                        }
                    });
        });
        next();
    }

    boolean isWriting() {
        return writes > 0;
    }

    /** Does something as soon as nothing is to be written: at once, if nothing is. */
    void whenWritten(Runnable action) {
        whenWritten.add(action);
        next();
    }

    private <T> void start(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        busy = true;
        background.read(name, work, value -> answer(() -> done.accept(value)), e -> answer(() -> failed.accept(e)));
    }

    private void answer(Runnable receiver) {
        try {
            receiver.run();
        } finally {
            busy = false;
            next();
        }
    }

    private void next() {
        while (!busy && !waiting.isEmpty()) {
            waiting.poll().run();
        }
        while (!isWriting() && !whenWritten.isEmpty()) {
            whenWritten.removeFirst().run();
        }
    }
}
