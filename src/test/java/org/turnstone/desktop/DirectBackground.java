package org.turnstone.desktop;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.turnstone.desktop.platform.Background;

/** Does everything at once, on the thread that asks. */
public final class DirectBackground implements Background {
    @Override
    public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        T value;
        try {
            value = work.call();
        } catch (Exception e) {
            failed.accept(e);
            return;
        }
        done.accept(value);
    }

    @Override
    public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        read(name, work, done, failed);
    }
}
