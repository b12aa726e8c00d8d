package org.turnstone.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Labels;

/** One thing in the sidebar: an icon, its name, and at the end a badge or a word. Without room, two letters stay. */
final class SidebarLine extends Button {
    private final Label words;
    private final Label letters;
    private final Node end;
    private final HBox row;

    SidebarLine(Node icon, String text, Node end, Runnable action) {
        this.end = end;
        words = new Label(text);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        letters = Labels.of(beginnings(text), "sidebar-letters");
        letters.setMinWidth(Region.USE_PREF_SIZE);
        row = new HBox(9, icon, words, letters);
        row.setAlignment(Pos.CENTER_LEFT);
        if (end instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(end);
        }
        setGraphic(row);
        getStyleClass().add("sidebar-line");
        setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(widthProperty().subtract(16));
        setAccessibleText(text);
        setOnAction(e -> action.run());
        addEventHandler(KeyEvent.KEY_PRESSED, this::steer);
        compact(false);
    }

    /** What stays of it without room, where the beginnings of its words say little. */
    SidebarLine letters(String text) {
        letters.setText(beginnings(text));
        return this;
    }

    /** Whether this is what is looked at. */
    SidebarLine open(boolean open) {
        if (open) {
            getStyleClass().add("open");
        }
        return this;
    }

    SidebarLine tip(String text) {
        setTooltip(new Tooltip(text));
        return this;
    }

    /** Icons and letters only. */
    void compact(boolean compact) {
        Labels.show(words, !compact);
        Labels.show(letters, compact);
        if (end != null) {
            Labels.show(end, !compact);
        }
        row.setSpacing(compact ? 4 : 9);
    }

    /** Up and down go from line to line. */
    private void steer(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> fire();
            case UP -> move(-1);
            case DOWN -> move(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int step) {
        if (getParent() instanceof Pane pane) {
            int to = pane.getChildren().indexOf(this) + step;
            if (to >= 0 && to < pane.getChildren().size()) {
                pane.getChildren().get(to).requestFocus();
            }
        }
    }

    /** The beginnings of its first two words, or of the one it has. */
    private static String beginnings(String text) {
        String[] words = text.strip().split("[^\\p{L}\\p{N}]+");
        String all = words.length > 1 && !words[0].isEmpty() && !words[1].isEmpty()
                ? words[0].substring(0, 1) + words[1].substring(0, 1)
                : text.strip();
        return all.substring(0, Math.min(2, all.length()));
    }
}
