package org.turnstone.desktop.run;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.TestStep;

/** A test on scratch: what it proves, and its steps. */
public final class ProofView {
    private final RunModel model;
    private final Messages messages;
    private final BorderPane root = new BorderPane();
    private final Badge badge = new Badge();
    private final Label summary = Labels.wrapped("", "proof-summary");
    private final Label where = Labels.wrapped("", "muted");
    private final Label advice = Labels.wrapped("", "muted");
    private final GridPane steps = new GridPane();
    private final ErrorView error;
    private final Button export;

    public ProofView(
            RunModel model, Messages messages, Consumer<StatementError> onError, Runnable onExport, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        this.error = new ErrorView(messages, onError);
        this.export = Buttons.text(messages.text("proof.export"), onExport);
        root.setId("proof");
        root.getStyleClass().add("proof");
        badge.getStyleClass().add("large");
        var close = Buttons.icon(Icons.CLOSE, messages.text("proof.close"), onClose);
        var header =
                new HBox(10, Labels.of(messages.text("proof.title"), "pane-title"), Labels.spacer(), export, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("proof-header");
        root.setTop(new VBox(header, new LiveView(model, messages, "cancel-test").node()));
        HBox.setHgrow(summary, Priority.ALWAYS);
        var verdict = new HBox(10, badge, summary);
        verdict.setAlignment(Pos.CENTER_LEFT);
        steps.getStyleClass().add("proof-steps");
        for (int width : new int[] {34, 40, 14, 12}) {
            var column = new ColumnConstraints();
            column.setPercentWidth(width);
            steps.getColumnConstraints().add(column);
        }
        var body = new VBox(verdict, where, steps, error.node(), advice);
        body.getStyleClass().add("proof-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        root.setCenter(scroll);
        model.stateProperty().subscribe(state -> show());
        model.tests().addListener((ListChangeListener<TestStep>) change -> list());
        list();
    }

    public Node node() {
        return root;
    }

    private void show() {
        RunResult result = model.resultProperty().get();
        String problem = model.problemProperty().get();
        Labels.show(export, result != null);
        Labels.show(badge, result != null || problem != null);
        error.show(result == null ? null : result.firstError(), null);
        if (result != null) {
            badge.show(RunWords.outcome(messages, result.kind(), result.outcome()), RunWords.tone(result.outcome()));
            summary.setText(result.summary());
            where.setText(
                    result.target() == null
                            ? Words.duration(result.duration())
                            : messages.text(
                                    "proof.where",
                                    result.target().version(),
                                    result.target().database(),
                                    Words.duration(result.duration())));
            advice.setText(String.join("\n", result.advice()));
        } else {
            if (problem != null) {
                badge.show(messages.text("run.outcome.not-begun"), Tone.DANGER);
            }
            summary.setText(problem == null ? messages.text("proof.running") : problem);
            where.setText("");
            advice.setText("");
        }
    }

    private void list() {
        steps.getChildren().clear();
        Labels.show(steps, !model.tests().isEmpty());
        String[] heads = {"step", "result", "objects", "time"};
        for (int i = 0; i < heads.length; i++) {
            steps.add(cell(Labels.wrapped(messages.text("proof.column." + heads[i]), "proof-head"), true), i, 0);
        }
        int number = 1;
        for (TestStep step : model.tests()) {
            Label title = Labels.wrapped(number + " · " + step.title());
            var words = new VBox(4, new Badge(step.result(), step.passed() ? Tone.SUCCESS : Tone.DANGER));
            step.details().forEach(detail -> words.getChildren().add(Labels.wrapped(detail, "mono")));
            steps.add(cell(title, false), 0, number);
            steps.add(cell(words, false), 1, number);
            steps.add(cell(new Label(step.objects() < 0 ? "–" : Words.count(step.objects())), false), 2, number);
            Label time = new Label(Words.duration(step.duration()));
            time.setMinWidth(Label.USE_PREF_SIZE);
            steps.add(cell(time, false), 3, number);
            number++;
        }
    }

    private static Node cell(Node content, boolean head) {
        var cell = new VBox(content);
        cell.getStyleClass().add(head ? "proof-head-cell" : "proof-cell");
        GridPane.setValignment(cell, VPos.TOP);
        return cell;
    }
}
