package org.turnstone.desktop.editor;

import javafx.animation.AnimationTimer;

/** Does something once before the next picture is drawn, however often it is asked to. */
final class NextPulse {
    private final Runnable work;
    private boolean asked;

    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            asked = false;
            work.run();
        }
    };

    NextPulse(Runnable work) {
        this.work = work;
    }

    void ask() {
        if (!asked) {
            asked = true;
            timer.start();
        }
    }
}
