package org.turnstone.desktop.migration;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.desktop.timeline.StateMark;
import org.turnstone.format.StatusEntry;

/** What the project and the target's history know about a migration, a line each. */
final class RecordView {
    private final Messages messages;
    private final GridPane grid = new GridPane(24, 10);
    private final ScrollPane root = new ScrollPane(grid);

    RecordView(MigrationModel model, Messages messages) {
        this.messages = messages;
        grid.getStyleClass().add("record");
        root.setFitToWidth(true);
        root.getStyleClass().add("edge-to-edge");
        model.entryProperty().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    private void show(StatusEntry entry) {
        grid.getChildren().clear();
        if (entry == null) {
            return;
        }
        line("version", entry.version());
        line("description", entry.description());
        line("state", StateMark.words(messages, entry));
        line("script", entry.script());
        if (entry.migration() != null) {
            line("file", entry.migration().script().toString());
            line(
                    "revert",
                    entry.migration().revertScript() == null
                            ? null
                            : entry.migration().revertScript().getFileName().toString());
            line(
                    "transaction",
                    messages.text(
                            entry.migration().transactional() ? "record.transaction.yes" : "record.transaction.no"));
        }
        line("checksum", entry.checksum());
        line(
                "appliedAt",
                entry.appliedAt() == null
                        ? null
                        : entry.appliedAt().format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)));
        line("appliedBy", entry.appliedBy());
        line("duration", entry.duration() == null ? null : Words.duration(entry.duration()));
    }

    private void line(String key, String value) {
        int row = grid.getRowCount();
        Label name = Labels.muted(messages.text("record." + key));
        name.setMinWidth(Label.USE_PREF_SIZE);
        Label words = Labels.wrapped(value == null ? "–" : value, "mono");
        GridPane.setHgrow(words, Priority.ALWAYS);
        grid.addRow(row, name, words);
    }
}
