package org.turnstone.desktop.run;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;

/** The statements of a run: what, where, how it ended, how many rows, how long. */
final class StatementTable {
    private static final double LONGEST_BAR = 118;

    private final TableView<StatementRow> table = new TableView<>();
    private final Messages messages;
    private Duration longest = Duration.ZERO;

    StatementTable(RunModel model, Messages messages, Consumer<StatementRow> onOpen) {
        this.messages = messages;
        table.setId("statements");
        table.getStyleClass().addAll("edge-to-edge", "statements");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.statements());
        table.setAccessibleText(messages.text("run.statements"));
        table.getColumns().add(column("statement", 420, this::statement));
        table.getColumns().add(column("migration", 120, (row, cell) -> Labels.of(row.step(), "mono", "muted")));
        table.getColumns()
                .add(column(
                        "line",
                        60,
                        (row, cell) -> new Label(String.valueOf(row.statement().line()))));
        table.getColumns().add(column("outcome", 115, this::outcome));
        table.getColumns()
                .add(column(
                        "rows",
                        80,
                        (row, cell) -> new Label(
                                row.statement().rows() == null
                                        ? "–"
                                        : Words.count(row.statement().rows()))));
        table.getColumns().add(column("time", 320, this::time));
        table.setRowFactory(view -> openable(onOpen));
        table.setOnKeyPressed(e -> {
            StatementRow row = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && row != null) {
                onOpen.accept(row);
            }
        });
        model.statements().addListener((ListChangeListener<StatementRow>) change -> measure());
    }

    TableView<StatementRow> node() {
        return table;
    }

    private void measure() {
        Duration found = table.getItems().stream()
                .map(row -> row.statement().duration())
                .filter(d -> d != null)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (!found.equals(longest)) {
            longest = found;
            table.refresh();
        }
    }

    private TableColumn<StatementRow, StatementRow> column(
            String key, double width, BiFunction<StatementRow, Region, Node> draw) {
        var column = new TableColumn<StatementRow, StatementRow>(messages.text("run.column." + key));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setPrefWidth(width);
        // A badge is said whole or not at all.
        column.setMinWidth(key.equals("outcome") ? width : 30);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(StatementRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : draw.apply(row, this));
            }
        });
        return column;
    }

    private Node statement(StatementRow row, Region cell) {
        Label label = Labels.of(Words.oneLine(row.statement().sql()), "mono");
        label.setMinWidth(0);
        label.maxWidthProperty().bind(cell.widthProperty().subtract(18));
        label.setTooltip(new Tooltip(row.statement().sql().strip()));
        return label;
    }

    private Node outcome(StatementRow row, Region cell) {
        StatementOutcome outcome = row.statement().outcome();
        return new Badge(messages.text("run.statement." + outcome.name()), RunWords.tone(outcome));
    }

    private Node time(StatementRow row, Region cell) {
        StatementResult statement = row.statement();
        if (statement.reason() != null) {
            Label reason = Labels.muted(statement.reason());
            reason.setTooltip(new Tooltip(statement.reason()));
            reason.maxWidthProperty().bind(cell.widthProperty().subtract(18));
            return reason;
        }
        if (statement.duration() == null) {
            return Labels.muted("–");
        }
        double share = longest.isZero() ? 0 : (double) statement.duration().toNanos() / longest.toNanos();
        var bar = new Region();
        bar.getStyleClass().add("time-bar");
        if (statement.outcome() == StatementOutcome.FAILED) {
            bar.getStyleClass().add("failed");
        }
        double width = Math.max(3, share * LONGEST_BAR);
        bar.setMinSize(width, 8);
        bar.setMaxSize(width, 8);
        var line = new HBox(6, bar, new Label(Words.duration(statement.duration())));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static TableRow<StatementRow> openable(Consumer<StatementRow> onOpen) {
        var row = new TableRow<StatementRow>();
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && row.getItem() != null) {
                onOpen.accept(row.getItem());
            }
        });
        return row;
    }
}
