package org.turnstone.desktop;

import com.sun.javafx.tk.Toolkit;
import com.sun.scenario.animation.AbstractPrimaryTimer;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * Waits until a window changes no more by itself. Pauses and fades are not waited for but hurried along; what they lead
 * to happens all the same, and in the same order.
 */
final class Calm {
    /** As many times faster than they are meant to be. */
    private static final double HURRY = 1_000;

    /** In pulses: so long, nothing may happen; what comes of one pulse shows in the next. */
    private static final int STILL = 2;

    /** In pulses: so long, what was asked must have been waiting for something to be thought of as waiting for good. */
    private static final int WAITING = 15;

    private static final int PATIENCE_SECONDS = 20;

    private Calm() {}

    static void await(Scene scene, WatchedBackground background) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int still = 0;
        int waiting = 0;
        while (still < STILL && System.nanoTime() < end) {
            pulse(scene);
            waiting = !background.isQuiet() && background.isWaiting() ? waiting + 1 : 0;
            boolean quiet = background.isQuiet() || waiting >= WAITING;
            still = quiet && !hurried() ? still + 1 : 0;
        }
    }

    /** Ends all animations, also those without an end: a closed window's would go on at every pulse. */
    static void stopAll() throws Exception {
        onFx(() -> {
            running().forEach(Animation::stop);
            return true;
        });
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
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Lets one pass in which the window was laid out. */
    private static void pulse(Scene scene) throws Exception {
        var passed = new CompletableFuture<Boolean>();
        onFx(() -> {
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    passed.complete(true);
                }
            });
            Platform.requestNextPulse();
            return true;
        });
        passed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether something was going on that has an end. */
    private static boolean hurried() throws Exception {
        return onFx(() -> {
            List<Animation> ending = running().stream()
                    .filter(each -> each.getCycleCount() != Animation.INDEFINITE)
                    .toList();
            for (Animation each : ending) {
                each.setRate(Math.copySign(HURRY, each.getRate()));
            }
            return !ending.isEmpty();
        });
    }

    /** JavaFX tells nobody which animations it carries on, so this looks. */
    private static List<Animation> running() throws ReflectiveOperationException {
        Object timer = Toolkit.getToolkit().getPrimaryTimer();
        Object records = value(timer, AbstractPrimaryTimer.class, "receivers");
        List<Animation> found = new ArrayList<>();
        for (int i = 0; i < (int) value(timer, AbstractPrimaryTimer.class, "receiversLength"); i++) {
            Object record = Array.get(records, i);
            Method asked = record.getClass().getDeclaredMethod("receiver");
            asked.setAccessible(true);
            Object receiver = asked.invoke(record);
            if (value(receiver, receiver.getClass(), "this$0") instanceof Animation animation) {
                found.add(animation);
            }
        }
        return found;
    }

    private static Object value(Object of, Class<?> in, String name) throws ReflectiveOperationException {
        Field field = in.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
