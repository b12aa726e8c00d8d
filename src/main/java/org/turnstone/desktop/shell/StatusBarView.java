package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TargetInfo;

/** The bar at the bottom: whom we talk to, as whom, and what is going on. */
final class StatusBarView {
    private final WorkspaceModel workspace;
    private final RunModel run;
    private final Messages messages;
    private final StackPane dot = new StackPane();
    private final Label link = new Label();
    private final Label version = new Label();
    private final Label place = new Label();
    private final Label running = new Label();
    private final Label counts = new Label();
    private final Label latency = new Label();
    private final HBox root;

    StatusBarView(ShellModel model, Messages messages) {
        this.workspace = model.areas().workspace();
        this.run = model.areas().run();
        this.messages = messages;
        var connected = new HBox(5, dot, link);
        connected.setAlignment(Pos.CENTER_LEFT);
        root = new HBox(18, connected, version, place, running, Labels.spacer(), counts, latency);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("status-bar-line");
        workspace.linkProperty().subscribe(now -> show());
        workspace.statusProperty().subscribe(now -> show());
        workspace.projectProperty().subscribe(now -> show());
        workspace.latencyProperty().subscribe(now -> show());
        run.stateProperty().subscribe(now -> show());
    }

    Node node() {
        return root;
    }

    private void show() {
        boolean open = workspace.projectProperty().get() != null;
        WorkspaceModel.Link now = workspace.linkProperty().get();
        dot.getChildren().setAll(LinkDot.of(now));
        link.setText(open ? messages.text("status." + now.name()) : messages.text("status.ready"));
        Labels.show(dot, open);
        StatusResult status = workspace.statusProperty().get();
        boolean connected = now == WorkspaceModel.Link.CONNECTED && status != null;
        TargetInfo target = connected ? status.target() : null;
        version.setText(target == null ? "" : messages.text("status.version", target.version()));
        place.setText(target == null ? "" : target.user() + "@" + target.server() + "/" + target.database());
        running.setText(!open ? "" : running());
        counts.setText(status == null ? "" : counted(status.status()));
        latency.setText(
                workspace.latencyProperty().get() == null
                        ? ""
                        : Words.duration(workspace.latencyProperty().get()));
    }

    private String running() {
        return switch (run.stateProperty().get()) {
            case NONE, ENDED -> messages.text("status.idle");
            case RUNNING ->
                messages.text("status.running", run.kindProperty().get().title());
            case CANCELLING ->
                messages.text("status.cancelling", run.kindProperty().get().title());
        };
    }

    private String counted(Status status) {
        List<String> parts = new ArrayList<>();
        parts.add(messages.text("status.pending", status.pending().size()));
        for (MigrationState state : MigrationState.values()) {
            if (state.isProblem() && status.count(state) > 0) {
                parts.add(status.count(state) + " " + state.word().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return String.join(" · ", parts);
    }
}
