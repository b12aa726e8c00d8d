package org.turnstone.desktop.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
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
import javafx.scene.layout.Region;
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
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Blocker;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.TableLock;
import org.turnstone.run.TargetInfo;

/** The panel of a migrate, a dry run or a revert: its sentence first, then its statements and what was said. */
public final class RunView {
    /**
     * What the panel asks of the window around it.
     *
     * @param openScript brings a script to the front
     * @param endBlocker asks whether a session in the way is to be ended, and ends it
     * @param waysOut what can be done about what stopped a run
     * @param otherProject whether a run was one of another project than that which is open
     * @param elsewhere whether a database is another one than that which is connected to
     */
    public record Doors(
            Consumer<StatementRow> openStatement,
            Consumer<StatementError> openError,
            Consumer<String> openScript,
            Consumer<String> copy,
            Consumer<Blocker> endBlocker,
            Function<RunResult, List<Node>> waysOut,
            Predicate<RunPlace> otherProject,
            Predicate<TargetInfo> elsewhere,
            Runnable export,
            Runnable close) {}

    /** Below this width the strongest lock is said in fewer words. */
    private static final double NARROW = 1000;

    private static final double VERY_NARROW = 850;

    private static final double TWO_LINES = 36;

    private final RunModel model;
    private final Messages messages;
    private final BorderPane root = new BorderPane();
    private final Label title = Labels.of("", "pane-title");
    private final Label place = Labels.of("", "run-place");
    private final Badge badge = new Badge();
    private final Label summary = Labels.muted("");
    private final Badge strongest = new Badge();
    private final HBox header = new HBox(10);
    private final HBox tabs = new HBox(6);
    private final HBox foot = new HBox(10);
    private final Notice advice = new Notice(Tone.WARNING, Icons.WARNING);
    private final Notice treated = new Notice(Tone.NEUTRAL, Icons.LOCKED);
    private final BlockersView blockers;
    private final Label evidence = Labels.of("", "evidence");
    private final ErrorView error;
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton errorTab = new ToggleButton();
    private final ToggleButton statementsTab = new ToggleButton();
    private final ToggleButton stepsTab = new ToggleButton();
    private final ToggleButton locksTab = new ToggleButton();
    private final ToggleButton outputTab = new ToggleButton();
    private final ListView<String> output = new ListView<>();
    private final StatementPane statements;
    private final StepTable steps;
    private final LockTable locks;
    private final ScrollPane errorPane;
    private final Button export;
    private final Function<RunResult, List<Node>> waysOut;
    private final Hindsight hindsight;
    private final Predicate<RunPlace> otherProject;
    private final Predicate<TargetInfo> elsewhere;
    private final Node waiting;

    public RunView(RunModel model, Messages messages, Doors doors) {
        this.model = model;
        this.messages = messages;
        this.waysOut = doors.waysOut();
        this.otherProject = doors.otherProject();
        this.elsewhere = doors.elsewhere();
        this.hindsight = new Hindsight(model, messages, doors.elsewhere());
        this.error = new ErrorView(messages, doors.openError());
        this.errorPane = new ScrollPane(error.node());
        this.export = Buttons.text(messages.text("run.export"), doors.export());
        this.statements = new StatementPane(
                model.statements(),
                messages,
                new StatementTable.Doors(doors.openStatement(), doors.copy()),
                Orientation.HORIZONTAL);
        this.steps =
                new StepTable(model.steps(), messages, row -> doors.openScript().accept(row.script()));
        this.locks = new LockTable(messages);
        this.blockers = new BlockersView(model, messages, doors.endBlocker());
        export.setId("export-run");
        statements.table().setId("statements");
        root.getStyleClass().add("run-panel");
        root.setId("run-panel");
        var live = new LiveView(model, messages, kind -> kind != RunKind.TEST, "cancel-run", doors.endBlocker());
        // What waits has room at the bottom while the run goes on, and is to be decided about once it did not go well.
        this.waiting = new QueueView(model, messages, held -> !held).node();
        var top = new VBox(
                header(doors, live),
                live.bar(),
                live.blockers(),
                new QueueView(model, messages, held -> held).node(),
                hindsight.node(),
                blockers.node(),
                advice,
                treated);
        top.setMinHeight(VBox.USE_PREF_SIZE);
        root.setTop(top);
        root.setBottom(foot());
        errorPane.setFitToWidth(true);
        errorPane.getStyleClass().addAll("edge-to-edge", "error-pane");
        output.setItems(model.output());
        output.getStyleClass().addAll("edge-to-edge", "output");
        var tables = new StackPane(output, locks.node(), steps.node(), statements.node(), errorPane);
        // A low panel cuts the tables, not what stands above and below them.
        tables.setMinHeight(0);
        tables.getChildren().forEach(each -> ((Region) each).setMinHeight(0));
        root.setCenter(tables);
        root.widthProperty().subscribe(width -> showStrongest());
        model.treatedProperty().subscribe(sentence -> {
            Labels.show(treated, sentence != null);
            treated.say(null, sentence);
        });
        model.stateProperty().subscribe(state -> show());
        model.output().addListener((ListChangeListener<String>) change -> count());
        model.statements().addListener((ListChangeListener<StatementRow>) change -> count());
        model.steps().addListener((ListChangeListener<StepRow>) change -> count());
        show();
    }

    public Node node() {
        return root;
    }

    /** What of it is looked at now: one of the tables, the output, or the error. */
    public Node front() {
        return List.of(statements.table(), steps.node(), locks.node(), output).stream()
                .filter(each -> each == statements.table() ? statements.node().isVisible() : each.isVisible())
                .findFirst()
                .orElse(error.node());
    }

    /** One line, also while a run goes on: a low panel has no more to spare. */
    private Node header(Doors doors, LiveView live) {
        title.setMinWidth(Label.USE_PREF_SIZE);
        place.setId("run-place");
        place.setMinWidth(Region.USE_PREF_SIZE);
        place.setMaxWidth(160);
        Labels.tip(place);
        summary.setMinWidth(0);
        summary.setWrapText(true);
        summary.setId("run-summary");
        badge.setId("run-outcome");
        strongest.setId("strongest-lock");
        summary.setMaxHeight(TWO_LINES);
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        var close = Buttons.icon(Icons.COLLAPSE, messages.text("run.close"), doors.close());
        header.getChildren().addAll(title, place, badge, live.line(), summary, strongest, export, close);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("run-header");
        return header;
    }

    /** What is believed and why, and which of the tables is looked at. */
    private Node foot() {
        evidence.setId("evidence");
        evidence.setMinWidth(0);
        HBox.setHgrow(evidence, Priority.ALWAYS);
        evidence.setMaxWidth(Double.MAX_VALUE);
        for (ToggleButton tab : List.of(errorTab, statementsTab, stepsTab, locksTab, outputTab)) {
            tab.getStyleClass().add("chip");
            tab.setMinWidth(ToggleButton.USE_PREF_SIZE);
            tab.setToggleGroup(group);
            tab.setOnAction(e -> bringToFront(tab));
            tabs.getChildren().add(tab);
        }
        errorTab.setText(messages.text("run.tab.error"));
        tabs.setAlignment(Pos.CENTER_RIGHT);
        tabs.setMinWidth(HBox.USE_PREF_SIZE);
        foot.getChildren().setAll(waiting, evidence, Labels.spacer(), tabs);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("run-foot");
        foot.setMinHeight(HBox.USE_PREF_SIZE);
        waiting.visibleProperty().addListener((visible, before, now) -> count());
        return foot;
    }

    private void bringToFront(ToggleButton tab) {
        tab.setSelected(true);
        statements.node().setVisible(tab == statementsTab);
        steps.node().setVisible(tab == stepsTab);
        locks.node().setVisible(tab == locksTab);
        output.setVisible(tab == outputTab);
        errorPane.setVisible(tab == errorTab);
    }

    /** What is empty has no tab, and one tab alone is none. */
    private void count() {
        statementsTab.setText(
                messages.text("run.tab.statements", model.statements().size()));
        stepsTab.setText(messages.text("run.tab.steps", model.steps().size()));
        locksTab.setText(messages.text("run.tab.locks", locks.rows().size()));
        outputTab.setText(messages.text("run.tab.output", model.output().size()));
        Labels.show(stepsTab, model.steps().size() > 1);
        Labels.show(locksTab, !locks.rows().isEmpty());
        Labels.show(outputTab, !model.output().isEmpty());
        boolean others = errorTab.isVisible() || stepsTab.isVisible() || locksTab.isVisible() || outputTab.isVisible();
        Labels.show(statementsTab, others);
        Labels.show(foot, others || evidence.isVisible() || waiting.isVisible());
    }

    private void show() {
        RunResult result = model.resultProperty().get();
        String problem = model.problemProperty().get();
        if (model.kindProperty().get() != null) {
            title.setText(RunWords.kind(messages, model.kindProperty().get()));
        }
        showPlace();
        boolean ended = model.stateProperty().get() == RunModel.State.ENDED;
        String empty = ended ? "run.none." : "run.empty.";
        statements
                .table()
                .setPlaceholder(
                        new EmptyState(Icons.EMPTY, messages.text(empty + "title"), messages.text(empty + "text")));
        Labels.show(badge, result != null || problem != null);
        Labels.show(export, result != null);
        Labels.show(summary, !model.isRunning());
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
        error.show(met, met == null ? null : failed());
        Labels.show(errorTab, met != null);
        locks.rows().setAll(result == null ? List.of() : result.locks());
        blockers.show(result == null ? List.of() : result.blockers());
        showStrongest();
        showEvidence(result);
        advise(result);
        count();
        bringToFront(met != null ? errorTab : model.isRunning() && stepsTab.isVisible() ? stepsTab : statementsTab);
    }

    /** Whatever is looked at meanwhile, nobody takes a run for one of that. */
    private void showPlace() {
        RunPlace now = model.placeProperty().get();
        RunResult result = model.resultProperty().get();
        Labels.show(place, now != null && now.target() != null);
        if (now == null) {
            return;
        }
        boolean another = otherProject.test(now);
        place.setText(another ? messages.text("run.place", now.project(), now.target()) : now.target());
        place.getStyleClass().remove("elsewhere");
        if (another || result != null && elsewhere.test(result.target())) {
            place.getStyleClass().add("elsewhere");
        }
    }

    /** The text of the statement that failed; null when it is not among those shown. */
    private String failed() {
        return model.statements().stream()
                .filter(row -> row.statement().error() != null)
                .map(row -> row.statement().sql())
                .findFirst()
                .orElse(null);
    }

    private void showStrongest() {
        boolean known = !locks.rows().isEmpty();
        Labels.show(strongest, known);
        if (known) {
            TableLock lock = locks.rows().getFirst();
            String held = lock.held() == null ? "–" : Words.duration(lock.held());
            strongest.setMinWidth(root.getWidth() < VERY_NARROW ? 150 : Badge.USE_PREF_SIZE);
            String key = root.getWidth() < NARROW ? "run.strongest.short" : "run.strongest";
            strongest.show(messages.text(key, lock.mode(), Words.relation(lock.relation()), held), Tone.WARNING);
            strongest.setTooltip(
                    new Tooltip(messages.text("run.strongest", lock.mode(), Words.relation(lock.relation()), held)
                            + "\n" + LockLook.waiting(messages, lock.mode())));
        }
    }

    private void showEvidence(RunResult result) {
        boolean there = result != null
                && result.evidence() != null
                && !result.evidence().proofs().isEmpty();
        Labels.show(evidence, there);
        evidence.getStyleClass().removeAll("broken");
        if (there) {
            boolean holds = result.evidence().holds();
            String proofs = String.join(" ", result.evidence().proofs());
            evidence.setText(messages.text(holds ? "run.evidence" : "run.evidence.broken", proofs));
            evidence.setGraphic((holds ? Icons.GOOD : Icons.ERROR).icon());
            var tip = new Tooltip(evidence.getText());
            tip.setWrapText(true);
            tip.setMaxWidth(620);
            evidence.setTooltip(tip);
            if (!holds) {
                evidence.getStyleClass().add("broken");
            }
        }
    }

    /** Looks again what is to be said beside the run: the status may have been read meanwhile. */
    public void lookForWaysOut() {
        hindsight.show();
        showPlace();
        advise(model.resultProperty().get());
    }

    private void advise(RunResult result) {
        List<String> words = new ArrayList<>();
        if (result != null) {
            words.addAll(result.advice());
            if (result.note() != null) {
                words.add(result.note());
            }
        }
        List<Node> ways = result == null ? List.of() : waysOut.apply(result);
        Labels.show(advice, !words.isEmpty() || !ways.isEmpty());
        advice.say(null, words.isEmpty() ? messages.text("way.run") : String.join(" ", words));
        advice.with(ways.toArray(Node[]::new));
    }
}
