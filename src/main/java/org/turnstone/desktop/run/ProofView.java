package org.turnstone.desktop.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.difference.DifferenceList;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Blocker;
import org.turnstone.run.Proof;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.TestStep;
import org.turnstone.schema.SchemaDifference;

/** A test on scratch: what it proves, its steps, what the migrations do to the schema, and pair by pair. */
public final class ProofView {
    /**
     * What the view asks of the window around it.
     *
     * @param openScript brings a script to the front
     * @param keep runs the test again and keeps its database
     * @param endBlocker asks whether a session is to be ended, and ends it
     */
    public record Doors(
            Consumer<StatementError> openError,
            Consumer<String> openScript,
            Consumer<String> copy,
            Runnable keep,
            Consumer<Blocker> endBlocker,
            Runnable export,
            Runnable close) {}

    private static final double OBJECTS_WIDE = 122;
    private static final double TIME_WIDE = 78;

    private final RunModel model;
    private final Messages messages;
    private final Doors doors;
    private final BorderPane root = new BorderPane();
    private final Label subtitle = Labels.muted("");
    private final Badge badge = new Badge();
    private final Label summary = Labels.wrapped("", "proof-summary");
    private final Label where = Labels.wrapped("", "muted");
    private final VBox kept = new VBox(4);
    private final GridPane steps = new GridPane();
    private final VBox findings = new VBox(8);
    private final ErrorView error;
    private final Button keep;
    private final Button export;

    public ProofView(RunModel model, Messages messages, Doors doors) {
        this.model = model;
        this.messages = messages;
        this.doors = doors;
        this.error = new ErrorView(messages, doors.openError());
        this.keep = Buttons.text(messages.text("proof.keep"), doors.keep());
        this.export = Buttons.text(messages.text("proof.export"), doors.export());
        keep.setId("keep-database");
        keep.setTooltip(new Tooltip(messages.text("proof.keep.tip")));
        root.setId("proof");
        root.getStyleClass().add("proof");
        badge.getStyleClass().add("large");
        var live = new LiveView(model, messages, RunKind.TEST::equals, "cancel-test", doors.endBlocker());
        root.setTop(new VBox(
                header(),
                live.bar(),
                live.line(),
                live.blockers(),
                new QueueView(model, messages, held -> true).node(),
                // A test has a database of its own, wherever one is connected to.
                new Hindsight(model, messages, target -> false).node()));
        HBox.setHgrow(summary, Priority.ALWAYS);
        var verdict = new HBox(10, badge, summary);
        verdict.setAlignment(Pos.CENTER_LEFT);
        steps.getStyleClass().add("proof-steps");
        var first = new ColumnConstraints();
        first.setPercentWidth(30);
        var second = new ColumnConstraints();
        second.setHgrow(Priority.ALWAYS);
        second.setFillWidth(true);
        steps.getColumnConstraints().setAll(first, second, fixed(OBJECTS_WIDE), fixed(TIME_WIDE));
        var body = new VBox(verdict, where, kept, error.node(), steps, findings);
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

    private Node header() {
        Label title = Labels.of(messages.text("proof.title"), "pane-title");
        title.setMinWidth(Label.USE_PREF_SIZE);
        subtitle.setMinWidth(0);
        Labels.tip(subtitle);
        var close = Buttons.icon(Icons.CLOSE, messages.text("proof.close"), doors.close());
        var header = new HBox(10, title, subtitle, Labels.spacer(), keep, export, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("proof-header");
        return header;
    }

    private static ColumnConstraints fixed(double width) {
        var column = new ColumnConstraints(width);
        column.setMinWidth(width);
        return column;
    }

    private void show() {
        RunResult result = model.resultProperty().get();
        String problem = model.problemProperty().get();
        Labels.show(export, result != null);
        Labels.show(badge, result != null || problem != null);
        error.show(result == null ? null : result.firstError(), null);
        kept.getChildren().clear();
        findings.getChildren().clear();
        if (result != null) {
            badge.show(RunWords.outcome(messages, result.kind(), result.outcome()), RunWords.tone(result.outcome()));
            badge.setGraphic(
                    switch (result.outcome()) {
                        case SUCCEEDED -> Icons.GOOD.icon();
                        case FAILED -> Icons.BAD.icon();
                        default -> null;
                    });
            summary.setText(result.summary());
            where.setText(where(result));
            subtitle.setText(subtitle(result));
            result.advice().forEach(words -> kept.getChildren().add(Labels.wrapped(words, "muted")));
            describe(result);
        } else {
            if (problem != null) {
                badge.show(messages.text("run.outcome.not-begun"), Tone.DANGER);
                badge.setGraphic(null);
            }
            summary.setText(problem == null ? messages.text("proof.running") : problem);
            where.setText("");
            subtitle.setText("");
        }
        Labels.show(where, !where.getText().isEmpty());
        boolean keepable = result != null
                && result.outcome() != RunOutcome.CANCELLED
                && (result.proof() == null || result.proof().kept() == null);
        Labels.show(keep, keepable);
        Labels.show(kept, !kept.getChildren().isEmpty());
        Labels.show(findings, !findings.getChildren().isEmpty());
    }

    private String where(RunResult result) {
        if (result.target() == null) {
            return Words.duration(result.duration());
        }
        Proof proof = result.proof();
        String server = proof == null
                ? messages.text("proof.server", result.target().version())
                : messages.text(
                        "proof.server." + proof.place().name(), result.target().version());
        boolean stays = proof != null && proof.kept() != null;
        return messages.text(
                stays ? "proof.where.kept" : "proof.where",
                server,
                result.target().database(),
                Words.duration(result.duration()));
    }

    private String subtitle(RunResult result) {
        int pairs = result.proof() == null ? 0 : result.proof().pairs().size();
        return pairs == 0 ? result.project() : messages.text("proof.subtitle", result.project(), pairs);
    }

    private void describe(RunResult result) {
        Proof proof = result.proof();
        if (proof != null && proof.kept() != null) {
            Label url = Labels.wrapped(proof.kept(), "mono");
            kept.getChildren()
                    .add(new HBox(
                            10,
                            url,
                            Links.of(
                                    messages.text("proof.copy"),
                                    () -> doors.copy().accept(proof.kept()))));
        }
        if (proof != null && proof.pairs().stream().anyMatch(p -> p.verdict().isBad())) {
            section("proof.pairs", new PairList(proof.pairs(), messages, doors));
        }
        difference("proof.change", result.change());
        if (proof != null) {
            difference("proof.drift", proof.drift());
            if (!proof.planted().isEmpty()) {
                section("proof.planted", new FateList(proof, messages));
            }
            if (!proof.pairs().isEmpty()
                    && proof.pairs().stream().noneMatch(p -> p.verdict().isBad())) {
                section("proof.pairs", new PairList(proof.pairs(), messages, doors));
            }
        }
    }

    private void difference(String key, SchemaDifference difference) {
        if (difference != null && !difference.isEmpty()) {
            section(key, new DifferenceList(messages, difference));
        }
    }

    private void section(String key, Node content) {
        findings.getChildren().addAll(Labels.of(messages.text(key), "proof-section"), content);
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
            Label title = Labels.wrapped(messages.text("proof.step", number, step.title()));
            steps.add(cell(title, false), 0, number);
            steps.add(cell(result(step), false), 1, number);
            steps.add(cell(new Label(objects(step)), false), 2, number);
            steps.add(cell(new Label(Words.duration(step.duration())), false), 3, number);
            number++;
        }
    }

    /** The outcome in its badge, the first remark beside it, others below. */
    private Node result(TestStep step) {
        var outcome = new Badge(step.result(), tone(step));
        List<String> details = new ArrayList<>(step.details());
        if (details.isEmpty()) {
            return outcome;
        }
        var first = new Text("  " + details.removeFirst());
        first.getStyleClass().addAll("mono", "flowing");
        // The words flow around the badge and on below it.
        var words = new VBox(4, new TextFlow(outcome, first));
        details.forEach(detail -> words.getChildren().add(Labels.wrapped(detail, "mono")));
        return words;
    }

    /** A difference that does not make the test fail is still worth a look. */
    private static Tone tone(TestStep step) {
        if (!step.passed()) {
            return Tone.DANGER;
        }
        boolean differs = step.result().contains("difference");
        return differs ? Tone.WARNING : step.result().startsWith("no") ? Tone.NEUTRAL : Tone.SUCCESS;
    }

    private static String objects(TestStep step) {
        if (step.objects() < 0) {
            return "–";
        }
        String now = Words.count(step.objects());
        return step.objectsBefore() < 0 || step.objectsBefore() == step.objects()
                ? now
                : Words.count(step.objectsBefore()) + " → " + now;
    }

    private static Node cell(Node content, boolean head) {
        var cell = new VBox(content);
        cell.getStyleClass().add(head ? "proof-head-cell" : "proof-cell");
        GridPane.setValignment(cell, VPos.TOP);
        return cell;
    }
}
