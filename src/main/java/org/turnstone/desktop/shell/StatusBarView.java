package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.run.RunWords;
import org.turnstone.desktop.workspace.DemoModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;
import org.turnstone.report.TurnstoneVersion;
import org.turnstone.run.BuiltInState;
import org.turnstone.run.Outlook;
import org.turnstone.run.RunRequest;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TargetInfo;

/** The bar at the bottom: whom we talk to, as whom, and what is going on. */
final class StatusBarView {
    private final WorkspaceModel workspace;
    private final RunModel runs;
    private final Messages messages;
    private final StackPane dot = new StackPane();
    private final Label link = new Label();
    private final Label version = new Label();
    private final Label place = new Label();
    private final Label running = new Label();
    private final Button run;
    private final Button cancel;
    private final HBox going;
    private final Label counts = new Label();
    private final Label latency = new Label();
    private final DemoModel demo;
    private final HBox root;

    StatusBarView(ShellModel model, Messages messages) {
        this.demo = model.areas().demo();
        this.workspace = model.areas().workspace();
        this.runs = model.areas().run();
        this.messages = messages;
        this.run = Buttons.text("", model::showRun);
        run.getStyleClass().add("status-run");
        run.setId("status-run");
        run.setTooltip(new Tooltip(messages.text("status.show")));
        this.cancel = Buttons.icon(Icons.CLOSE, messages.text("run.cancel"), runs::cancel);
        cancel.getStyleClass().add("tiny");
        cancel.setId("status-cancel");
        this.going = new HBox(2, run, cancel);
        going.setAlignment(Pos.CENTER_LEFT);
        going.setMinWidth(Region.USE_PREF_SIZE);
        var connected = new HBox(5, dot, link);
        connected.setAlignment(Pos.CENTER_LEFT);
        root = new HBox(18, connected, version, place, running, going, Labels.spacer(), counts, latency);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("status-bar-line");
        workspace.linkProperty().subscribe(now -> show());
        workspace.statusProperty().subscribe(now -> show());
        workspace.projectProperty().subscribe(now -> show());
        workspace.outlookProperty().subscribe(now -> show());
        demo.builtInProperty().subscribe(now -> show());
        latency.setTooltip(new Tooltip(messages.text("status.latency")));
        for (Label part : List.of(link, version, running, latency)) {
            part.setMinWidth(Region.USE_PREF_SIZE);
        }
        // Many problems of many kinds are many words; the timeline's chips say them too.
        counts.setMinWidth(60);
        Labels.tip(counts);
        runs.stateProperty().subscribe(now -> show());
        runs.queue().waiting().addListener((ListChangeListener<RunRequest>) change -> show());
    }

    Node node() {
        return root;
    }

    private void show() {
        boolean open = workspace.projectProperty().get() != null;
        WorkspaceModel.Link now = workspace.linkProperty().get();
        dot.getChildren().setAll(LinkDot.of(now));
        link.setText(open ? messages.text("status." + now.name()) : builtIn());
        Labels.show(dot, open);
        StatusResult status = workspace.statusProperty().get();
        boolean connected = now == WorkspaceModel.Link.CONNECTED && status != null;
        TargetInfo target = connected ? status.target() : null;
        version.setText(target == null ? "" : messages.text("status.version", target.version()));
        place.setText(target == null ? "" : target.user() + "@" + target.server() + "/" + target.database());
        place.setTooltip(target == null ? null : new Tooltip(place.getText()));
        running.setText(!open || runs.isRunning() ? "" : lock());
        showRun();
        counts.setText(
                !open
                        ? messages.text("status.turnstone", TurnstoneVersion.current())
                        : status == null ? "" : counted(status.status()));
        Outlook outlook = workspace.outlookProperty().get();
        latency.setText(outlook == null || !connected ? "" : Words.duration(outlook.latency()));
        for (Label part : List.of(version, place, running, latency)) {
            Labels.show(part, !part.getText().isEmpty());
        }
    }

    private String builtIn() {
        BuiltInState state = demo.builtInProperty().get();
        if (state == null || state.version() == null) {
            return messages.text("status.ready");
        }
        return messages.text(state.running() ? "status.builtIn.running" : "status.builtIn", state.version());
    }

    /** A run has its way out here, wherever its panel is. */
    private void showRun() {
        Labels.show(going, runs.isRunning());
        if (!runs.isRunning()) {
            return;
        }
        boolean cancelling = runs.stateProperty().get() == RunModel.State.CANCELLING;
        String kind = RunWords.kind(messages, runs.kindProperty().get());
        String words = messages.text(cancelling ? "status.cancelling" : "status.running", kind);
        int next = runs.queue().waiting().size();
        run.setText(next == 0 ? words : messages.text("status.next", words, next));
        String cancelWords = messages.text("status.cancel", kind);
        cancel.setAccessibleText(cancelWords);
        cancel.setTooltip(new Tooltip(cancelWords));
        cancel.setDisable(cancelling);
    }

    /** What of the migration lock is known: nothing without a connection. */
    private String lock() {
        Outlook outlook = workspace.outlookProperty().get();
        if (outlook == null) {
            return "";
        }
        running.setTooltip(outlook.lockHolder() == null ? null : new Tooltip(outlook.lockHolder()));
        return messages.text(outlook.lockHolder() == null ? "status.idle" : "status.locked");
    }

    private String counted(Status status) {
        List<String> parts = new ArrayList<>();
        parts.add(messages.text("status.pending", status.pending().size()));
        for (MigrationState state : MigrationState.values()) {
            if (state.isProblem() && status.count(state) > 0) {
                parts.add(messages.text("state.count." + state.name(), status.count(state)));
            }
        }
        return String.join(" · ", parts);
    }
}
