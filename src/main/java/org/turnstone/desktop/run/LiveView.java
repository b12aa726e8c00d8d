package org.turnstone.desktop.run;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;

/** A run while it goes on: which migration, which statement, how long, and the way to end it. */
final class LiveView {
    private final RunModel model;
    private final Messages messages;
    private final VBox root = new VBox();
    private final ProgressBar bar = new ProgressBar();
    private final Label step = Labels.of("", "live-step");
    private final Label statement = Labels.of("", "mono", "muted");
    private final Label elapsed = Labels.muted("");
    private final Button cancel;
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.millis(100), e -> showElapsed()));

    /** @param cancelId what its Cancel button is called among the nodes */
    LiveView(RunModel model, Messages messages, String cancelId) {
        this.model = model;
        this.messages = messages;
        this.cancel = Buttons.full(Icons.CANCEL, messages.text("run.cancel"), null, model::cancel);
        cancel.setId(cancelId);
        clock.setCycleCount(Animation.INDEFINITE);
        statement.setMinWidth(0);
        HBox.setHgrow(statement, Priority.ALWAYS);
        statement.setMaxWidth(Double.MAX_VALUE);
        step.setMinWidth(Label.USE_PREF_SIZE);
        elapsed.setMinWidth(Label.USE_PREF_SIZE);
        var line = new HBox(12, step, statement, elapsed, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("live-line");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("live-bar");
        root.getChildren().setAll(bar, line);
        root.setMinHeight(VBox.USE_PREF_SIZE);
        model.stateProperty().subscribe(this::follow);
        model.progressProperty().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    private void follow(RunModel.State state) {
        Labels.show(root, model.isRunning());
        cancel.setDisable(state == RunModel.State.CANCELLING);
        cancel.setText(messages.text(state == RunModel.State.CANCELLING ? "run.cancelling" : "run.cancel"));
        if (model.isRunning()) {
            showElapsed();
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void show(Progress progress) {
        bar.setProgress(progress.fraction());
        if (progress.holder() != null) {
            step.setText(messages.text("run.live.waiting", Words.duration(progress.waited())));
            statement.setText(progress.holder());
        } else if (progress.number() > 0) {
            step.setText(messages.text("run.live.step", progress.number(), progress.of(), progress.step()));
            statement.setText(progress.statement() == null ? "" : Words.oneLine(progress.statement()));
        } else {
            step.setText(progress.step() == null ? messages.text("run.live.begin") : progress.step());
            statement.setText(progress.statement() == null ? "" : Words.oneLine(progress.statement()));
        }
    }

    private void showElapsed() {
        Instant begun = model.begunProperty().get();
        elapsed.setText(begun == null ? "" : Words.duration(Duration.between(begun, Instant.now())));
    }
}
