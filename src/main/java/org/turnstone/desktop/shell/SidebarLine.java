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

/** One thing in the sidebar: an icon, its name, and at the end a badge or a word. Without room, a tile stays. */
final class SidebarLine extends Button {
    private final HBox row;
    private final RailTile tile;

    /** @param tile what stays of it without room */
    SidebarLine(Node icon, String text, Node end, RailTile tile, Runnable action) {
        this.tile = tile;
        Label words = new Label(text);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(9, icon, words);
        row.setAlignment(Pos.CENTER_LEFT);
        if (end instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(end);
        }
        getStyleClass().add("sidebar-line");
        setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(widthProperty().subtract(16));
        setAccessibleText(text);
        setOnAction(e -> action.run());
        addEventHandler(KeyEvent.KEY_PRESSED, this::steer);
        compact(false);
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

    /** The tile alone. */
    void compact(boolean compact) {
        setGraphic(compact ? tile : row);
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
}
