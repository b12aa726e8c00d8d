package org.turnstone.desktop.difference;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.schema.AttributeChange;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaObject;

/** An object as it is made before and after, side by side, and which of its attributes differ. */
final class StatementPair extends VBox {
    private static final int MOST_ROWS = 400;

    private final Messages messages;

    StatementPair(SchemaChange change, Messages messages) {
        this.messages = messages;
        getStyleClass().add("statement-pair");
        setMinHeight(USE_PREF_SIZE);
        if (!change.attributes().isEmpty()) {
            getChildren().add(attributes(change.attributes()));
        }
        getChildren().add(sides(text(change.before()), text(change.after())));
    }

    private Node attributes(List<AttributeChange> changes) {
        var grid = new GridPane(14, 2);
        for (AttributeChange each : changes) {
            grid.addRow(
                    grid.getRowCount(),
                    Labels.muted(each.name()),
                    side(each.before(), "removed"),
                    Labels.muted("→"),
                    side(each.after(), "added"));
        }
        return grid;
    }

    private Label side(String value, String style) {
        return value == null
                ? Labels.muted(messages.text("difference.nothing"))
                : Labels.wrapped(value, "mono", "pair-" + style);
    }

    private Node sides(String before, String after) {
        var grid = new GridPane();
        grid.getStyleClass().add("pair-grid");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(50);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                Labels.of(messages.text("difference.before"), "pair-head"),
                Labels.of(messages.text("difference.after"), "pair-head"));
        List<LineDiff.Row> rows = LineDiff.of(before, after);
        for (LineDiff.Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            grid.addRow(grid.getRowCount(), cell(row.before(), row, "removed"), cell(row.after(), row, "added"));
        }
        if (rows.size() > MOST_ROWS) {
            grid.addRow(grid.getRowCount(), Labels.muted("…"), Labels.muted("…"));
        }
        return grid;
    }

    private static Node cell(String text, LineDiff.Row row, String style) {
        Label label = Labels.wrapped(text == null ? "" : text, "mono", "pair-line");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMaxHeight(Double.MAX_VALUE);
        if (!row.isSame() && text != null) {
            label.getStyleClass().add("pair-" + style);
        }
        return label;
    }

    /** What makes it; of one that comes with another object, what there is to say of it. */
    private String text(SchemaObject object) {
        if (object == null) {
            return null;
        }
        if (object.statement() != null) {
            return object.statement();
        }
        StringBuilder words = new StringBuilder(object.kind() + " " + object.name());
        for (Map.Entry<String, String> each : object.attributes().entrySet()) {
            words.append('\n').append(each.getKey()).append(": ").append(each.getValue());
        }
        return words.toString();
    }
}
