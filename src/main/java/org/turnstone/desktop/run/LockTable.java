package org.turnstone.desktop.run;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.TableLock;

/** The strongest lock a run took on each table, how long it was held, and who waits meanwhile. */
final class LockTable {
    private final TableView<TableLock> table = new TableView<>();
    private final ObservableList<TableLock> rows = FXCollections.observableArrayList();
    private final Messages messages;

    LockTable(Messages messages) {
        this.messages = messages;
        table.setId("run-locks");
        table.getStyleClass().addAll("edge-to-edge", "statements");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(rows);
        table.setAccessibleText(messages.text("run.locks"));
        table.getColumns()
                .add(column(
                        "table",
                        300,
                        100,
                        () -> Labels.of("", "mono"),
                        (label, row) -> label.setText(Words.relation(row.relation()))));
        table.getColumns()
                .add(column(
                        "lock",
                        190,
                        170,
                        Badge::new,
                        (badge, row) -> badge.show(row.mode(), LockLook.tone(row.mode()))));
        table.getColumns()
                .add(column(
                        "rowsThere",
                        110,
                        90,
                        Label::new,
                        (label, row) -> label.setText(row.rows() == null ? "–" : Words.count(row.rows()))));
        table.getColumns()
                .add(column(
                        "held",
                        100,
                        70,
                        Label::new,
                        (label, row) -> label.setText(row.held() == null ? "–" : Words.duration(row.held()))));
        table.getColumns()
                .add(column(
                        "waiting",
                        360,
                        100,
                        () -> Labels.muted(""),
                        (label, row) -> label.setText(LockLook.waiting(messages, row.mode()))));
    }

    Node node() {
        return table;
    }

    ObservableList<TableLock> rows() {
        return rows;
    }

    private <L extends Label> TableColumn<TableLock, TableLock> column(
            String key, double width, double least, Supplier<L> made, BiConsumer<L, TableLock> shown) {
        var column = new TableColumn<TableLock, TableLock>(messages.text("run.column." + key));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(owner -> new TableCell<>() {
            private final L node = made.get();

            @Override
            protected void updateItem(TableLock row, boolean empty) {
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
