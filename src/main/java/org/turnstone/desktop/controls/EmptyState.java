package org.turnstone.desktop.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.turnstone.desktop.platform.Icons;

/** What a pane shows while there is nothing in it: what will be there, and what fills it. */
public final class EmptyState extends VBox {
    public EmptyState(Icons icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label words = Labels.wrapped(text, "muted");
        words.setTextAlignment(TextAlignment.CENTER);
        words.setAlignment(Pos.CENTER);
        words.setMaxWidth(380);
        getChildren().addAll(icon.icon(), Labels.of(title, "title"), words);
        getChildren().addAll(actions);
    }
}
