package org.turnstone.desktop.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.turnstone.desktop.platform.Icons;

/** Buttons that say what they do, also to those who cannot see them. */
public final class Buttons {
    private Buttons() {}

    public static Button text(String text, Runnable action) {
        var button = new Button(text);
        button.setOnAction(e -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    public static Button primary(String text, Runnable action) {
        Button button = text(text, action);
        button.getStyleClass().add("primary");
        return button;
    }

    /** With an icon and, in a smaller tone, its shortcut. */
    public static Button full(Icons icon, String text, Label hint, Runnable action) {
        Button button = text(text, action);
        var graphic = new HBox(icon.icon());
        graphic.getStyleClass().add("button-graphic");
        button.setGraphic(graphic);
        if (hint != null) {
            hint.getStyleClass().add("shortcut");
            // The words are part of the graphic then, so that the shortcut can stand behind them.
            button.setText(null);
            var words = new Label(text);
            graphic.getChildren().addAll(words, hint);
            button.setAccessibleText(text);
        }
        return button;
    }

    /** An icon alone; its words are a tooltip. */
    public static Button icon(Icons icon, String words, Runnable action) {
        var button = new Button(null, icon.icon());
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(e -> action.run());
        return button;
    }
}
