package org.turnstone.desktop.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Brings values of any thread to the JavaFX thread in order and in batches, so that a thousand events are no flood. */
public final class PulseQueue<T> {
    private final ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final FxThread fx;
    private final Consumer<List<T>> receiver;

    public PulseQueue(FxThread fx, Consumer<List<T>> receiver) {
        this.fx = fx;
        this.receiver = receiver;
    }

    public void add(T value) {
        waiting.add(value);
        if (scheduled.compareAndSet(false, true)) {
            fx.later(this::drain);
        }
    }

    /** Hands over what is waiting now; on the JavaFX thread only. */
    public void drain() {
        scheduled.set(false);
        List<T> batch = new ArrayList<>();
        for (T value = waiting.poll(); value != null; value = waiting.poll()) {
            batch.add(value);
        }
        if (!batch.isEmpty()) {
            receiver.accept(batch);
        }
    }
}
