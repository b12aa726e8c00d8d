package org.turnstone.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.PastRun;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.run.RunKind;

/** The sidebar: what is open, and what was run. */
final class SidebarView {
    private static final int MOST_RUNS = 12;

    private final WorkspaceModel workspace;
    private final RunModel run;
    private final Messages messages;
    private final VBox projects = new VBox(1);
    private final VBox runs = new VBox(1);
    private final Label scratchState = Labels.muted("");
    private final ScrollPane root = new ScrollPane();

    SidebarView(ShellModel model, Actions actions, Messages messages) {
        this.workspace = model.areas().workspace();
        this.run = model.areas().run();
        this.messages = messages;
        var column = new VBox(
                head("sidebar.projects", actions.openFolder),
                projects,
                head("sidebar.connections", actions.addConnection),
                new ConnectionLines(model, messages).node(),
                head("sidebar.scratch", null),
                scratch(actions),
                head("sidebar.runs", null),
                runs);
        column.getStyleClass().add("sidebar");
        root.setContent(column);
        root.setFitToWidth(true);
        root.setFitToHeight(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.getStyleClass().addAll("edge-to-edge", "sidebar-pane");
        workspace.projects().addListener((ListChangeListener<Project>) change -> listProjects());
        workspace.projectProperty().subscribe(open -> listProjects());
        run.past().addListener((ListChangeListener<PastRun>) change -> listRuns());
        listRuns();
        run.stateProperty()
                .subscribe(state -> scratchState.setText(messages.text(
                        run.isRunning() && run.kindProperty().get() == RunKind.TEST
                                ? "scratch.busy"
                                : "scratch.idle")));
    }

    Node node() {
        return root;
    }

    private Node head(String key, Action add) {
        var head = new HBox(Labels.of(messages.text(key), "sidebar-head"), Labels.spacer());
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("sidebar-head-row");
        if (add != null) {
            head.getChildren().add(Buttons.icon(Icons.ADD, add.text(), add.run()));
        }
        return head;
    }

    private void listProjects() {
        projects.getChildren().clear();
        for (Project each : workspace.projects()) {
            boolean open = each.equals(workspace.projectProperty().get());
            Button line = line(
                    Icons.PROJECT.icon(),
                    each.name(),
                    new Badge(each.format(), Tone.FORMAT),
                    open,
                    () -> workspace.look(each));
            line.setTooltip(new Tooltip(each.root() + "\n" + each.evidence()));
            projects.getChildren().add(line);
        }
    }

    private Node scratch(Actions actions) {
        Button line = line(
                Icons.TEST.icon(), messages.text("sidebar.scratch.builtIn"), scratchState, false, actions.test.run());
        line.setTooltip(new Tooltip(actions.test.text()));
        return line;
    }

    private void listRuns() {
        runs.getChildren().clear();
        for (PastRun each : run.past().subList(0, Math.min(MOST_RUNS, run.past().size()))) {
            String words = messages.text("sidebar.run", each.kind().title(), ago(each.endedAt()));
            Node icon = (each.isGood() ? Icons.GOOD : Icons.BAD).icon();
            Button line = line(icon, words, null, false, () -> run.show(each));
            line.getStyleClass().add(each.isGood() ? "run-good" : "run-bad");
            runs.getChildren().add(line);
        }
        if (run.past().isEmpty()) {
            runs.getChildren().add(Labels.wrapped(messages.text("sidebar.runs.none"), "sidebar-hint"));
        }
    }

    private String ago(Instant then) {
        long minutes = Duration.between(then, Instant.now()).toMinutes();
        return minutes < 1 ? messages.text("time.now") : messages.text("time.minutes", minutes);
    }

    static Button line(Node icon, String text, Node end, boolean open, Runnable action) {
        Label words = new Label(text);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(9, icon, words);
        row.setAlignment(Pos.CENTER_LEFT);
        if (end instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(end);
        }
        var line = new Button(null, row);
        line.getStyleClass().add("sidebar-line");
        line.setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(line.widthProperty().subtract(16));
        line.setAccessibleText(text);
        line.setOnAction(e -> action.run());
        if (open) {
            line.getStyleClass().add("open");
        }
        return line;
    }
}
