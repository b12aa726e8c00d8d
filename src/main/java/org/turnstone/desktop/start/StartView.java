package org.turnstone.desktop.start;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.KnownProject;
import org.turnstone.desktop.workspace.ProjectsModel;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** Three ways to begin. */
public final class StartView {
    /** What the three cards do. */
    public record Doors(Runnable sample, Runnable folder, Runnable paste, boolean sampleIsThere) {}

    private static final int MOST_RECENT = 4;
    private static final int LONGEST = 40;

    private final StackPane root = new StackPane();
    private final Button first;

    public StartView(WorkspaceModel workspace, Messages messages, Doors doors, ProjectsModel projects) {
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
                Labels.of(messages.text("start.title"), "start-title"),
                subtitle,
                cards,
                ready(workspace, messages),
                recent(projects, messages));
        welcome.setAlignment(Pos.CENTER);
        welcome.getStyleClass().add("welcome");
        Node waiting = waiting(workspace, messages);
        Runnable choose = () -> {
            boolean busy = workspace.busyProperty().get() != null;
            // A folder is read in a moment: words for it would only flash.
            Labels.show(welcome, !busy && !workspace.openingProperty().get());
            Labels.show(waiting, busy);
        };
        workspace.busyProperty().subscribe(choose);
        workspace.openingProperty().subscribe(choose);
        choose.run();
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

    /** What was opened before, the last one first. */
    private static Node recent(ProjectsModel projects, Messages messages) {
        var line = new FlowPane(6, 4);
        line.setAlignment(Pos.CENTER);
        line.setId("start-recent");
        line.getStyleClass().add("start-recent");
        Runnable fill = () -> {
            line.getChildren().setAll(Labels.muted(messages.text("start.recent")));
            List<KnownProject> there = projects.known().reversed().stream()
                    .filter(KnownProject::there)
                    .limit(MOST_RECENT)
                    .toList();
            for (KnownProject each : there) {
                Hyperlink link = Links.of(shortened(each.folder()), () -> projects.open(each));
                link.setTooltip(new Tooltip(each.folder().toString()));
                link.setAccessibleText(messages.text("start.recent.open", each.name(), each.folder()));
                line.getChildren().add(link);
            }
            Labels.show(line, !there.isEmpty());
        };
        projects.known().addListener((ListChangeListener<KnownProject>) change -> fill.run());
        fill.run();
        return line;
    }

    /** As people write it who are at home here; of a long one the end says more. */
    private static String shortened(Path folder) {
        Path home = Path.of(System.getProperty("user.home"));
        String text = folder.startsWith(home) && !folder.equals(home)
                ? "~" + folder.getFileSystem().getSeparator() + home.relativize(folder)
                : folder.toString();
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST + 1);
    }

    private static Node waiting(WorkspaceModel workspace, Messages messages) {
        var words = Labels.of("", "title");
        words.textProperty().bind(workspace.busyProperty());
        Node wheel = Icons.WAITING.icon();
        // Who wants nothing to move sees that it waits all the same.
        if (!Platform.getPreferences().isReducedMotion()) {
            var turning = new ProgressIndicator();
            turning.setMaxSize(42, 42);
            turning.setAccessibleText(messages.text("start.waiting"));
            wheel = turning;
        }
        var waiting = new VBox(14, wheel, words, Labels.muted(messages.text("start.waiting")));
        waiting.setAlignment(Pos.CENTER);
        return waiting;
    }
}
