package org.turnstone.desktop.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.scene.control.SplitPane;
import javafx.util.Duration;
import org.turnstone.desktop.platform.Memory;

/** The sizes that panes were drawn to, kept for the next start. */
final class PaneSizes {
    private final Memory memory;
    private final Map<String, Double> drawn = new LinkedHashMap<>();
    /** A divider under the mouse moves many times a second. */
    private final PauseTransition pause = new PauseTransition(Duration.millis(400));

    PaneSizes(Memory memory) {
        this.memory = memory;
        pause.setOnFinished(e -> keep());
    }

    double of(String pane, double usual) {
        return memory.now().panes().getOrDefault(pane, usual);
    }

    void remember(String pane, double size) {
        drawn.put(pane, size);
        pause.playFromStart();
    }

    /** Remembers the share of the window that the first divider is at. */
    void follow(SplitPane split, String pane) {
        split.getDividers().getFirst().positionProperty().addListener((position, before, now) -> {
            if (split.getScene() != null && split.isVisible()) {
                remember(pane, now.doubleValue());
            }
        });
    }

    private void keep() {
        drawn.forEach((pane, size) -> memory.change(settings -> settings.with(pane, size)));
        drawn.clear();
    }
}
