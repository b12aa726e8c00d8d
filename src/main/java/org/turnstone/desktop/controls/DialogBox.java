package org.turnstone.desktop.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.platform.Icons;

/** The frame of a dialog: title, content, and a row of buttons with the decision at its end. */
public final class DialogBox extends VBox {
    private final Label title = Labels.of("", "pane-title");

    public DialogBox(String words, String closeWords, Runnable onClose, Node content, Node... buttons) {
        getStyleClass().add("dialog-box");
        title.setText(words);
        title.setMinWidth(0);
        var head = new HBox(title, Labels.spacer(), Buttons.icon(Icons.CLOSE, closeWords, onClose));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("dialog-head");
        var foot = new HBox(10, buttons);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("dialog-foot");
        content.getStyleClass().add("dialog-content");
        getChildren().setAll(head, content, foot);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    /** Says what this dialog is about now. */
    public void title(String words) {
        title.setText(words);
    }
}
