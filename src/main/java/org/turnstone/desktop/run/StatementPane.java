package org.turnstone.desktop.run;

import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import org.turnstone.desktop.platform.Messages;

/** The table of statements, and beside or below it everything about the selected one. */
public final class StatementPane {
    private static final double TABLE_SHARE = 0.58;

    private final SplitPane root = new SplitPane();
    private final StatementTable table;
    private final StatementDetail detail;
    private double share = TABLE_SHARE;

    /** @param orientation horizontal puts the details beside the table, vertical below it */
    public StatementPane(
            ObservableList<StatementRow> rows, Messages messages, StatementTable.Doors doors, Orientation orientation) {
        this.table = new StatementTable(rows, messages, doors);
        this.detail = new StatementDetail(messages, doors.open(), () -> {
            table.node().getSelectionModel().clearSelection();
            table.node().requestFocus();
        });
        root.setOrientation(orientation);
        root.getStyleClass().addAll("thin", "statement-pane");
        root.getItems().setAll(table.node());
        // A low pane cuts the table, and does not reach beyond itself.
        root.setMinHeight(0);
        table.node().setMinHeight(0);
        table.node().getSelectionModel().selectedItemProperty().subscribe(this::show);
    }

    public Node node() {
        return root;
    }

    /** The table itself. */
    public TableView<StatementRow> table() {
        return table.node();
    }

    private void show(StatementRow row) {
        boolean there = root.getItems().size() > 1;
        if (row == null) {
            if (there) {
                share = root.getDividerPositions()[0];
                root.getItems().remove(detail.node());
                table.besideDetails(false);
            }
            return;
        }
        detail.show(row);
        if (!there) {
            table.besideDetails(root.getOrientation() == Orientation.HORIZONTAL);
            root.getItems().add(detail.node());
            root.setDividerPositions(share);
        }
    }
}
