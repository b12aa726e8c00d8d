package org.turnstone.desktop;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.ThreadBackground;

/** The real background, and whether it has anything to do. */
final class WatchedBackground implements Background {
    /** Looks at a file again and again as long as it is shown, and so is never done. */
    private static final String PATROL = "watch";

    private final Background background;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    WatchedBackground(FxThread fx) {
        background = new ThreadBackground(fx);
    }

    @Override
    public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        if (name.equals(PATROL)) {
            background.read(name, work, done, failed);
            return;
        }
        unanswered.incrementAndGet();
        background.read(name, watched(work), answered(done), answered(failed));
    }

    @Override
    public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        unanswered.incrementAndGet();
        background.run(name, watched(work), answered(done), answered(failed));
    }

    /** Whether all that was asked has been answered. */
    boolean isQuiet() {
        return unanswered.get() == 0;
    }

    /** Whether what is asked now waits for something: for the end of a long statement, for somebody's answer. */
    boolean isWaiting() {
        return unanswered.get() == working.size()
                && working.stream().allMatch(thread -> thread.getState() != Thread.State.RUNNABLE);
    }

    private <T> Callable<T> watched(Callable<T> work) {
        return () -> {
            working.add(Thread.currentThread());
            try {
                return work.call();
            } finally {
                working.remove(Thread.currentThread());
            }
        };
    }

    private <T> Consumer<T> answered(Consumer<T> receiver) {
        return answer -> {
            try {
                receiver.accept(answer);
            } finally {
                unanswered.decrementAndGet();
            }
        };
    }
}
