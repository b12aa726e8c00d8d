package org.turnstone.desktop.run;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.StepOutcome;

/** The migrations of a run: which are over, which is carried out now, which are to come. */
final class StepTable {
    /** How many rows stay in sight above the one that runs. */
    private static final int ROWS_ABOVE = 2;

    private final TableView<StepRow> table = new TableView<>();
    private final ObservableList<StepRow> rows;
    private final Messages messages;

    /** @param onOpen goes to a script */
    StepTable(ObservableList<StepRow> rows, Messages messages, Consumer<StepRow> onOpen) {
        this.rows = rows;
        this.messages = messages;
        table.setId("run-steps");
        table.getStyleClass().addAll("edge-to-edge", "statements");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(rows);
        table.setAccessibleText(messages.text("run.steps"));
        table.getColumns().add(column("outcome", 126, 126, Badge::new, this::outcome));
        table.getColumns()
                .add(column(
                        "migration", 150, 80, () -> Labels.of("", "mono"), (label, row) -> label.setText(row.label())));
        table.getColumns()
                .add(column("description", 300, 80, Label::new, (label, row) -> label.setText(row.description())));
        table.getColumns()
                .add(column(
                        "script",
                        330,
                        60,
                        () -> Labels.of("", "mono", "muted"),
                        (label, row) -> label.setText(row.script())));
        table.getColumns()
                .add(column(
                        "statements",
                        96,
                        90,
                        Label::new,
                        (label, row) -> label.setText(row.statements() == 0 ? "–" : Words.count(row.statements()))));
        table.getColumns()
                .add(column(
                        "time",
                        110,
                        80,
                        Label::new,
                        (label, row) -> label.setText(row.duration() == null ? "–" : Words.duration(row.duration()))));
        table.setOnKeyPressed(e -> {
            StepRow row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                onOpen.accept(row);
                e.consume();
            }
        });
        table.setOnMouseClicked(e -> {
            StepRow row = table.getSelectionModel().getSelectedItem();
            if (e.getClickCount() == 2 && row != null) {
                onOpen.accept(row);
            }
        });
        rows.addListener((ListChangeListener<StepRow>) this::follow);
    }

    Node node() {
        return table;
    }

    private void follow(ListChangeListener.Change<? extends StepRow> change) {
        while (change.next()) {
            for (int i = change.getFrom(); i < change.getTo(); i++) {
                if (rows.get(i).running()) {
                    table.scrollTo(Math.max(0, i - ROWS_ABOVE));
                }
            }
        }
    }

    private void outcome(Badge badge, StepRow row) {
        if (row.outcome() != null) {
            badge.show(messages.text("run.step." + row.outcome().name()), tone(row.outcome()));
        } else {
            badge.show(
                    messages.text(row.running() ? "run.step.running" : "run.step.waiting"),
                    row.running() ? Tone.ACCENT : Tone.NEUTRAL);
        }
    }

    static Tone tone(StepOutcome outcome) {
        return switch (outcome) {
            case DONE -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case CANCELLED, PARTLY_REHEARSED -> Tone.WARNING;
            case ROLLED_BACK -> Tone.NEUTRAL;
        };
    }

    private <L extends Label> TableColumn<StepRow, StepRow> column(
            String key, double width, double least, Supplier<L> made, BiConsumer<L, StepRow> shown) {
        var column = new TableColumn<StepRow, StepRow>(messages.text("run.column." + key));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(owner -> new TableCell<>() {
            private final L node = made.get();

            @Override
            protected void updateItem(StepRow row, boolean empty) {
                super.updateItem(row, empty);
                if (!empty && row != null) {
                    shown.accept(node, row);
                }
                setGraphic(empty || row == null ? null : node);
            }
        });
        return column;
    }
}
