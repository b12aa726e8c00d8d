package org.turnstone.desktop.platform;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Where work that blocks is done; what comes of it arrives on the JavaFX thread. */
public interface Background {
    /** Does something short and readable from: a status, a file. */
    <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

    /** Carries out a run, on a thread of its own that nobody interrupts: an interrupt would close the socket. */
    <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed);
}
