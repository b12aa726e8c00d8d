package org.turnstone.desktop.platform;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Reads on virtual threads, runs on platform threads, all named and none keeping the program alive. */
public final class ThreadBackground implements Background {
    private final FxThread fx;

    public ThreadBackground(FxThread fx) {
        this.fx = fx;
    }

    @Override
    public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        Thread.ofVirtual().name("turnstone-" + name).start(() -> carryOut(work, done, failed));
    }

    @Override
    public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        Thread.ofPlatform().daemon().name("turnstone-" + name).start(() -> carryOut(work, done, failed));
    }

    private <T> void carryOut(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        try {
            T value = work.call();
            fx.later(() -> done.accept(value));
        } catch (Exception e) {
            fx.later(() -> failed.accept(e));
        } catch (Error e) {
            // Out of memory and missing classes end the job, not the window's knowledge of it.
            fx.later(() -> failed.accept(new IllegalStateException(e.toString(), e)));
            throw e;
        }
    }
}
