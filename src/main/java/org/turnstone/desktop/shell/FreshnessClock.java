package org.turnstone.desktop.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;
import org.turnstone.desktop.workspace.FreshnessModel;

/** Tells what is to be kept fresh when the window has the keyboard, and that time passes. */
final class FreshnessClock {
    private static final Duration EVERY = Duration.seconds(15);

    private final ObservableValue<Boolean> focused;

    FreshnessClock(Node root, FreshnessModel model) {
        // Kept: a mapped value nobody holds is collected.
        focused = root.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .orElse(false);
        var clock = new Timeline(new KeyFrame(EVERY, e -> model.tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        focused.subscribe(has -> {
            model.focus(has);
            if (has) {
                clock.play();
            } else {
                clock.stop();
            }
        });
    }
}
