package org.turnstone.desktop.editor;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Does something when nobody has asked for it again for a while. */
public final class Pause {
    private final PauseTransition transition;

    public Pause(Duration length, Runnable work) {
        transition = new PauseTransition(length);
        transition.setOnFinished(event -> work.run());
    }

    public void ask() {
        transition.playFromStart();
    }

    public void forget() {
        transition.stop();
    }
}
