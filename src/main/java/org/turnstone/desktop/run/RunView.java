package org.turnstone.desktop.run;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;

/** The panel of a migrate, a dry run or a revert: its sentence first, then its statements and what was said. */
public final class RunView {
    /** What the panel asks of the window around it. */
    public record Doors(
            Consumer<StatementRow> openStatement,
            Consumer<StatementError> openError,
            Runnable export,
            Runnable close) {}

    private final RunModel model;
    private final Messages messages;
    private final BorderPane root = new BorderPane();
    private final Label title = Labels.of("", "pane-title");
    private final Badge badge = new Badge();
    private final Label summary = Labels.muted("");
    private final Notice advice = new Notice(Tone.WARNING, Icons.WARNING);
    private final ErrorView error;
    private final ToggleButton errorTab = new ToggleButton();
    private final ToggleButton statementsTab = new ToggleButton();
    private final ToggleButton outputTab = new ToggleButton();
    private final ListView<String> output = new ListView<>();
    private final Node table;
    private final ScrollPane errorPane;
    private final Button export;

    public RunView(RunModel model, Messages messages, Doors doors) {
        this.model = model;
        this.messages = messages;
        this.error = new ErrorView(messages, doors.openError());
        this.errorPane = new ScrollPane(error.node());
        this.export = Buttons.text(messages.text("run.export"), doors.export());
        export.setId("export-run");
        var statements = new StatementTable(model, messages, doors.openStatement());
        statements
                .node()
                .setPlaceholder(
                        new EmptyState(Icons.EMPTY, messages.text("run.empty.title"), messages.text("run.empty.text")));
        this.table = statements.node();
        root.getStyleClass().add("run-panel");
        root.setId("run-panel");
        root.setTop(new VBox(header(doors), new LiveView(model, messages, "cancel-run").node(), advice));
        errorPane.setFitToWidth(true);
        errorPane.getStyleClass().addAll("edge-to-edge", "error-pane");
        output.setItems(model.output());
        output.getStyleClass().addAll("edge-to-edge", "output");
        output.setPlaceholder(Labels.muted(messages.text("run.output.empty")));
        root.setCenter(new StackPane(output, table, errorPane));
        model.stateProperty().subscribe(state -> show());
        model.output().addListener((ListChangeListener<String>) change -> count());
        model.statements().addListener((ListChangeListener<StatementRow>) change -> count());
        count();
        bringToFront(statementsTab);
    }

    public Node node() {
        return root;
    }

    private Node header(Doors doors) {
        title.setMinWidth(Label.USE_PREF_SIZE);
        summary.setMinWidth(0);
        summary.setWrapText(true);
        summary.setId("run-summary");
        badge.setId("run-outcome");
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        var group = new ToggleGroup();
        for (ToggleButton tab : new ToggleButton[] {errorTab, statementsTab, outputTab}) {
            tab.getStyleClass().add("chip");
            tab.setMinWidth(ToggleButton.USE_PREF_SIZE);
            tab.setToggleGroup(group);
            tab.setOnAction(e -> bringToFront(tab));
        }
        errorTab.setText(messages.text("run.tab.error"));
        var close = Buttons.icon(Icons.COLLAPSE, messages.text("run.close"), doors.close());
        var header = new HBox(10, title, badge, summary, errorTab, statementsTab, outputTab, export, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("run-header");
        return header;
    }

    private void bringToFront(ToggleButton tab) {
        tab.setSelected(true);
        table.setVisible(tab == statementsTab);
        output.setVisible(tab == outputTab);
        errorPane.setVisible(tab == errorTab);
    }

    private void count() {
        statementsTab.setText(
                messages.text("run.tab.statements", model.statements().size()));
        outputTab.setText(messages.text("run.tab.output", model.output().size()));
    }

    private void show() {
        RunResult result = model.resultProperty().get();
        String problem = model.problemProperty().get();
        if (model.kindProperty().get() != null) {
            title.setText(model.kindProperty().get().title());
        }
        Labels.show(badge, result != null || problem != null);
        Labels.show(export, result != null);
        if (result != null) {
            badge.show(RunWords.outcome(messages, result.kind(), result.outcome()), RunWords.tone(result.outcome()));
            summary.setText(result.summary());
        } else if (problem != null) {
            badge.show(messages.text("run.outcome.not-begun"), Tone.DANGER);
            summary.setText(problem);
        } else {
            summary.setText("");
        }
        summary.setTooltip(summary.getText().isEmpty() ? null : new Tooltip(summary.getText()));
        StatementError met = result == null ? null : result.firstError();
        error.show(met);
        Labels.show(errorTab, met != null);
        bringToFront(met != null ? errorTab : statementsTab);
        advise(result);
    }

    private void advise(RunResult result) {
        String words = result == null ? "" : String.join(" ", result.advice());
        if (result != null && result.note() != null) {
            words = (words + " " + result.note()).strip();
        }
        Labels.show(advice, !words.isEmpty());
        advice.say(null, words);
    }
}
