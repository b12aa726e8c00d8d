package org.turnstone.desktop.platform;

import javafx.application.Platform;

/** The one doorway to the JavaFX thread. */
@FunctionalInterface
public interface FxThread {
    /** Carries the action out on the JavaFX thread, soon, and in the order of the calls. */
    void later(Runnable action);

    static FxThread platform() {
        return Platform::runLater;
    }
}
