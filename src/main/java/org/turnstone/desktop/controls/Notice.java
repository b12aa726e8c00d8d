package org.turnstone.desktop.controls;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.turnstone.desktop.platform.Icons;

/** A strip with a sentence and, behind it, what can be done about it. */
public final class Notice extends HBox {
    private final TextFlow words = new TextFlow();
    private final FlowPane actions = new FlowPane(12, 4);

    public Notice(Tone tone, Icons icon) {
        getStyleClass().addAll("notice", tone.styleClass());
        var column = new VBox(words, actions);
        column.getStyleClass().add("notice-words");
        column.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(column, Priority.ALWAYS);
        getChildren().addAll(icon.icon(), column);
        Labels.show(actions, false);
        setMinHeight(USE_PREF_SIZE);
    }

    /** What it says: the beginning in bold, the rest plain; either may be null. */
    public void say(String bold, String plain) {
        words.getChildren().clear();
        if (bold != null) {
            words.getChildren().add(text(plain == null ? bold : bold + " ", "bold"));
        }
        if (plain != null) {
            words.getChildren().add(text(plain, "plain"));
        }
        setAccessibleText((bold == null ? "" : bold + " ") + (plain == null ? "" : plain));
    }

    public Notice with(Node... nodes) {
        actions.getChildren().setAll(nodes);
        Labels.show(actions, nodes.length > 0);
        return this;
    }

    /** Behind the words instead of below them. */
    public Notice closing(Node node) {
        getChildren().add(node);
        return this;
    }

    private static Text text(String value, String style) {
        var text = new Text(value);
        text.getStyleClass().add(style);
        return text;
    }
}
