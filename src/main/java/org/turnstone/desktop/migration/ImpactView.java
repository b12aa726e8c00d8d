package org.turnstone.desktop.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
import org.turnstone.desktop.platform.TimeSince;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.desktop.run.StatementPane;
import org.turnstone.desktop.run.StatementRow;
import org.turnstone.desktop.run.StatementTable;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StepOutcome;

/** What the last dry run saw of the selected migration, statement by statement. */
final class ImpactView {
    private final MigrationModel model;
    private final Messages messages;
    private final ObservableList<StatementRow> rows = FXCollections.observableArrayList();
    private final StackPane root = new StackPane();
    private final BorderPane body = new BorderPane();
    private final Badge badge = new Badge();
    private final Label sentence = Labels.wrapped("", "muted");
    private final Notice stale = new Notice(Tone.WARNING, Icons.WARNING);
    private final Button rehearse;
    private final EmptyState nothing;

    /**
     * @param onRehearse begins a dry run as far as a migration
     * @param onOpen goes to a statement
     * @param onCopy puts a text on the clipboard
     */
    ImpactView(
            MigrationModel model,
            Messages messages,
            Consumer<StatusEntry> onRehearse,
            Consumer<StatementRow> onOpen,
            Consumer<String> onCopy) {
        this.model = model;
        this.messages = messages;
        this.rehearse = Buttons.text(
                messages.text("impact.rehearse"),
                () -> onRehearse.accept(model.entryProperty().get()));
        rehearse.setId("impact-rehearse");
        this.nothing = new EmptyState(
                Icons.DRY_RUN, messages.text("impact.none.title"), messages.text("impact.none.text"), rehearse);
        var statements =
                new StatementPane(rows, messages, new StatementTable.Doors(onOpen, onCopy), Orientation.VERTICAL);
        statements.table().setId("impact");
        body.getStyleClass().add("tab-page");
        sentence.setMinWidth(0);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var head = new HBox(10, badge, sentence);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("tab-head");
        body.setTop(new VBox(head, stale));
        body.setCenter(statements.node());
        root.getChildren().setAll(nothing, body);
        model.entryProperty().subscribe(entry -> show());
        model.scriptsProperty().subscribe(scripts -> show());
        model.placeProperty().subscribe(place -> show());
        model.observed().changesProperty().subscribe(count -> show());
    }

    Node node() {
        return root;
    }

    private void show() {
        StatusEntry entry = model.entryProperty().get();
        ObservedModel.Rehearsed seen = entry == null ? null : model.observed().rehearsed(model.project(), entry);
        body.setVisible(seen != null);
        nothing.setVisible(seen == null);
        Labels.show(rehearse, entry != null && model.isPending(entry));
        if (seen == null) {
            rows.clear();
            return;
        }
        List<StatementRow> wanted = seen.step().statements().stream()
                .map(s -> new StatementRow(seen.step().label(), seen.step().script(), s))
                .toList();
        if (!rows.equals(wanted)) {
            rows.setAll(wanted);
        }
        boolean good = seen.step().outcome() == StepOutcome.DONE || seen.step().outcome() == StepOutcome.ROLLED_BACK;
        List<String> doubts = doubts(entry, seen);
        badge.show(
                messages.text("run.step." + seen.step().outcome().name()),
                !doubts.isEmpty()
                        ? Tone.NEUTRAL
                        : good
                                ? Tone.SUCCESS
                                : seen.step().outcome() == StepOutcome.FAILED ? Tone.DANGER : Tone.WARNING);
        Duration took = wanted.stream()
                .map(row -> row.statement())
                .map(StatementResult::duration)
                .filter(d -> d != null)
                .reduce(Duration.ZERO, Duration::plus);
        sentence.setText(messages.text(
                seen.step().direction() == Direction.UP ? "impact.said.up" : "impact.said.down",
                seen.target() == null ? "–" : seen.target().name(),
                TimeSince.words(messages, seen.at()),
                wanted.size(),
                Words.duration(took)));
        Labels.show(stale, !doubts.isEmpty());
        stale.say(null, doubts.isEmpty() ? null : String.join(" ", doubts));
    }

    /** Why what is shown may be true no more. */
    private List<String> doubts(StatusEntry entry, ObservedModel.Rehearsed seen) {
        List<String> doubts = new ArrayList<>();
        Direction direction = seen.step().direction();
        if (model.isAnother(direction, seen.at(), seen.plan())) {
            doubts.add(messages.text("impact.stale"));
        }
        if (model.isElsewhere(seen.target())) {
            doubts.add(messages.text("impact.elsewhere", seen.target().name()));
        } else if (!model.placeProperty().getValue().isEmpty() && direction == Direction.UP != model.isPending(entry)) {
            doubts.add(messages.text(direction == Direction.UP ? "impact.ran" : "impact.reverted"));
        }
        return doubts;
    }
}
