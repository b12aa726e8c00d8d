package org.turnstone.bench;

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

    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void layOut() {
        Parent root = stage.getScene().getRoot();
        root.applyCss();
        root.layout();
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
