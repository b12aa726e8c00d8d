package org.turnstone.bench;

import com.sun.javafx.tk.Toolkit;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.turnstone.desktop.platform.Theme;

/** A window of ours with one thing in it, and how long the JavaFX thread is busy with what is done to it. */
final class FxStage implements AutoCloseable {
    private static boolean started;

    private final Stage stage;

    private FxStage(Stage stage) {
        this.stage = stage;
    }

    static FxStage show(Callable<Parent> content) throws Exception {
        start();
        return onFx(() -> {
            var scene = new Scene(content.call(), 960, 860);
            var theme = new Theme();
            theme.install();
            theme.dress(scene);
            var stage = new Stage();
            stage.setScene(scene);
            stage.show();
            return new FxStage(stage);
        });
    }

    /**
     * Does something {@code times} times, one after the other, and says for how long each made the JavaFX thread work:
     * the event, the layout, and what was put off until the next pulses. It is the thread's processor time, which other
     * programs on the machine do not change much. What is done in the {@code warmUp} times before is not counted.
     */
    long[] measure(int warmUp, int times, Runnable step) throws Exception {
        long[] nanos = new long[times];
        for (int i = -warmUp; i < times; i++) {
            long begun = onFx(() -> {
                long now = worked();
                step.run();
                layOut();
                return now;
            });
            TimeUnit.MILLISECONDS.sleep(45);
            long took = onFx(FxStage::worked) - begun;
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return nanos;
    }

    /** The same for something once whose end somebody else brings about; what follows from it is counted too. */
    long measureUntil(Runnable step, Callable<Boolean> done) throws Exception {
        long begun = onFx(() -> {
            long now = worked();
            step.run();
            layOut();
            return now;
        });
        until(done);
        return onFx(() -> {
                    layOut();
                    return worked();
                })
                - begun
                + afterwards();
    }

    private static long afterwards() throws Exception {
        long begun = onFx(FxStage::worked);
        TimeUnit.MILLISECONDS.sleep(45);
        return onFx(FxStage::worked) - begun;
    }

    /** For how long the JavaFX thread worked at a time, at most, between two moments at which it would have answered. */
    long longestStep(Runnable step, Callable<Boolean> done) throws Exception {
        long[] seen = {0, 0};
        boolean[] asking = {true};
        onFx(() -> {
            seen[1] = worked();
            step.run();
            return true;
        });
        var asker = Thread.ofPlatform().daemon().start(() -> {
            while (asking[0]) {
                try {
                    onFx(() -> {
                        long now = worked();
                        seen[0] = Math.max(seen[0], now - seen[1]);
                        seen[1] = now;
                        return true;
                    });
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        until(done);
        TimeUnit.MILLISECONDS.sleep(300);
        onFx(() -> asking[0] = false);
        asker.join();
        return seen[0];
    }

    static void until(Callable<Boolean> done) throws Exception {
        while (!onFx(done)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What JavaFX does for the next picture; to give all nodes their styles again, as a node can be asked to, is not in it. */
    private static void layOut() {
        Toolkit.getToolkit().firePulse();
    }

    /** What a key that writes a character sends. */
    static KeyEvent typed(String character) {
        return new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false);
    }

    static KeyEvent pressed(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, false, false, false, false);
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        var answer = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(120, TimeUnit.SECONDS);
    }

    private static synchronized void start() throws InterruptedException {
        if (!started) {
            started = true;
            var ready = new java.util.concurrent.CountDownLatch(1);
            Platform.startup(ready::countDown);
            ready.await();
            Platform.setImplicitExit(false);
        }
    }

    @Override
    public void close() {
        Platform.runLater(stage::close);
    }
}
