package org.turnstone.desktop.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Blocker;
import org.turnstone.run.RunKind;

/** A run while it goes on: which migration, which statement, how long, and the way to end it. */
final class LiveView {
    /** A statement that takes longer than this is worth a clock of its own. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private final RunModel model;
    private final Messages messages;
    private final Predicate<RunKind> ours;
    private final HBox line;
    private final ProgressBar bar = new ProgressBar();
    private final Label step = Labels.of("", "live-step");
    private final Label statement = Labels.of("", "mono", "muted");
    private final Label elapsed = Labels.muted("");
    private final Label took = Labels.muted("");
    private final BlockersView blockers;
    private final Button cancel;
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.millis(100), e -> showElapsed()));

    /**
     * @param ours which kinds of run it shows
     * @param cancelId what its Cancel button is called among the nodes
     * @param onEnd asks whether a session in the way is to be ended, and ends it
     */
    LiveView(RunModel model, Messages messages, Predicate<RunKind> ours, String cancelId, Consumer<Blocker> onEnd) {
        this.ours = ours;
        this.model = model;
        this.messages = messages;
        this.blockers = new BlockersView(model, messages, onEnd);
        this.cancel = Buttons.full(Icons.CANCEL, messages.text("run.cancel"), null, model::cancel);
        cancel.setId(cancelId);
        clock.setCycleCount(Animation.INDEFINITE);
        statement.setMinWidth(0);
        took.setMinWidth(Label.USE_PREF_SIZE);
        var what = new HBox(8, statement, took);
        what.setAlignment(Pos.CENTER_LEFT);
        what.setMinWidth(0);
        what.setPrefWidth(0);
        HBox.setHgrow(what, Priority.ALWAYS);
        // The step gives way to nothing but a window too narrow for it.
        step.setMinWidth(80);
        Labels.tip(step);
        elapsed.setMinWidth(Label.USE_PREF_SIZE);
        line = new HBox(12, step, what, elapsed, cancel);
        line.setMinWidth(0);
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("live-line");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("live-bar");
        model.stateProperty().subscribe(this::follow);
        model.progressProperty().subscribe(this::show);
    }

    /** What is carried out now, for how long, and the way to end it: a line that takes the width there is. */
    Node line() {
        return line;
    }

    /** How far it is. */
    Node bar() {
        return bar;
    }

    /** Who stands in its way. */
    Node blockers() {
        return blockers.node();
    }

    private void follow(RunModel.State state) {
        boolean ours = model.isRunning() && this.ours.test(model.kindProperty().get());
        Labels.show(line, ours);
        Labels.show(bar, ours);
        if (!ours) {
            blockers.show(List.of());
        }
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
        // A bar that wanders is for those who can bear it.
        bar.setProgress(
                Platform.getPreferences().isReducedMotion() ? Math.max(0, progress.fraction()) : progress.fraction());
        blockers.show(line.isVisible() ? progress.blockers() : List.of());
        showElapsed();
    }

    /** What it is at; a wait goes on by itself, so this is said anew with every beat of the clock. */
    private void showStep(Progress progress, Instant now) {
        String words;
        if (progress.holder() != null) {
            words = messages.text("run.live.waiting", Words.duration(progress.waitedBy(now)));
        } else if (!progress.blockers().isEmpty()) {
            words = messages.text("run.live.blocked", Words.duration(progress.waitedBy(now)));
        } else if (progress.next() != null) {
            Duration left = Duration.between(now, progress.next());
            words = messages.text("run.live.again", left.isNegative() ? 0 : left.toSeconds() + 1);
        } else if (progress.number() > 0) {
            words = messages.text("run.live.step", progress.number(), progress.of(), progress.step());
        } else {
            words = progress.step() == null ? messages.text("run.live.begin") : progress.step();
        }
        step.setText(
                progress.attempt() == 0
                        ? words
                        : messages.text("run.live.attempt", words, progress.attempt(), progress.attempts()));
        statement.setText(progress.holder() != null ? progress.holder() : statement(progress));
    }

    private static String statement(Progress progress) {
        return progress.statement() == null ? "" : Words.oneLine(progress.statement());
    }

    private void showElapsed() {
        Progress progress = model.progressProperty().get();
        Instant now = Instant.now();
        showStep(progress, now);
        blockers.tick(progress.sinceTold(now));
        Instant begun = model.begunProperty().get();
        elapsed.setText(begun == null ? "" : messages.text("run.live.elapsed", since(begun)));
        Instant sent = progress.since();
        boolean slow = sent != null && Duration.between(sent, Instant.now()).compareTo(SLOW) > 0;
        took.setText(slow ? since(sent) : "");
    }

    private static String since(Instant then) {
        return Words.duration(Duration.between(then, Instant.now()));
    }
}
