package org.turnstone.desktop.start;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** Three ways to begin. */
public final class StartView {
    /** What the three cards do. */
    public record Doors(Runnable sample, Runnable folder, Runnable paste, boolean sampleIsThere) {}

    private final StackPane root = new StackPane();
    private final Button first;

    public StartView(WorkspaceModel workspace, Messages messages, Doors doors) {
        root.getStyleClass().add("start");
        Button sample = Buttons.primary(messages.text("start.sample.button"), doors.sample());
        sample.setGraphic(Icons.MIGRATE.icon());
        sample.setId("open-sample");
        Button folder = Buttons.text(messages.text("start.folder.button"), doors.folder());
        folder.setId("open-folder");
        Button paste = Buttons.text(messages.text("start.paste.button"), doors.paste());
        paste.setId("paste-connection");
        first = doors.sampleIsThere() ? sample : folder;
        Node trial = card(messages, "sample", sample);
        Labels.show(trial, doors.sampleIsThere());
        var cards = new HBox(18, trial, card(messages, "folder", folder), card(messages, "paste", paste));
        cards.setAlignment(Pos.CENTER);
        cards.setMaxHeight(Region.USE_PREF_SIZE);
        var subtitle = Labels.wrapped(messages.text("start.subtitle"), "start-subtitle", "muted");
        var welcome = new VBox(
                Labels.of(messages.text("start.title"), "start-title"), subtitle, cards, ready(workspace, messages));
        welcome.setAlignment(Pos.CENTER);
        welcome.getStyleClass().add("welcome");
        Node waiting = waiting(workspace, messages);
        workspace.busyProperty().subscribe(busy -> {
            Labels.show(welcome, busy == null);
            Labels.show(waiting, busy != null);
        });
        root.getChildren().setAll(welcome, waiting);
    }

    public Node node() {
        return root;
    }

    /** Gives the keyboard to the first way to begin. */
    public void focus() {
        first.requestFocus();
    }

    private static Node card(Messages messages, String key, Button button) {
        Label words = Labels.wrapped(messages.text("start." + key + ".text"), "muted", "card-text");
        var room = new Region();
        VBox.setVgrow(room, javafx.scene.layout.Priority.ALWAYS);
        var card = new VBox(
                Labels.of(messages.text("start." + key + ".title"), "card-title"),
                words,
                room,
                button,
                Labels.of(messages.text("start." + key + ".keys"), "muted", "card-keys"));
        card.getStyleClass().add("start-card");
        return card;
    }

    /** A connection alone shows nothing yet: says what is missing. */
    private static Node ready(WorkspaceModel workspace, Messages messages) {
        var ready = Labels.wrapped("", "bold");
        ready.setId("start-ready");
        workspace.targetProperty().subscribe(target -> {
            Labels.show(ready, target != null);
            ready.setText(target == null ? "" : messages.text("start.ready", target.name()));
        });
        return ready;
    }

    private static Node waiting(WorkspaceModel workspace, Messages messages) {
        var words = Labels.of("", "title");
        words.textProperty().bind(workspace.busyProperty());
        var wheel = new ProgressIndicator();
        wheel.setMaxSize(42, 42);
        var waiting = new VBox(14, wheel, words, Labels.muted(messages.text("start.waiting")));
        waiting.setAlignment(Pos.CENTER);
        return waiting;
    }
}
