package org.turnstone.desktop.migration;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.editor.SqlEditor.Piece;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** Below the text: what would be run on scratch, and what the database thinks of the script. */
final class ScriptBar {
    private final Messages messages;
    private final WritingModel model;
    private final Button piece;
    private final Button all;
    private final Button cancel;
    private final Label verdict = Labels.muted("");
    private final HBox root;

    ScriptBar(Part part, WritingModel model, Messages messages, Runnable runPiece, Runnable runAll) {
        this.model = model;
        this.messages = messages;
        piece = Buttons.full(Icons.MIGRATE, messages.text("scratch.run.statement"), null, runPiece);
        piece.setId("run-piece-" + part);
        all = Buttons.full(Icons.TEST, messages.text("scratch.run.all"), null, runAll);
        all.setId("run-script-" + part);
        cancel = Buttons.full(Icons.CANCEL, messages.text("run.cancel"), null, model::cancelRun);
        for (Button each : new Button[] {piece, all, cancel}) {
            each.getStyleClass().add("small");
        }
        piece.setTooltip(new javafx.scene.control.Tooltip(messages.text("scratch.run.keys", "Ctrl+Enter")));
        all.setTooltip(new javafx.scene.control.Tooltip(messages.text("scratch.run.keys", "Ctrl+Shift+Enter")));
        verdict.setId("verdict-" + part);
        verdict.setMinWidth(0);
        root = new HBox(8, piece, all, cancel, Labels.spacer(), verdict);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("script-bar");
        model.runningProperty().subscribe(running -> {
            piece.setDisable(running);
            all.setDisable(running);
            Labels.show(cancel, running);
        });
        model.checkingProperty().subscribe(checking -> say());
        model.checkedProperty().subscribe(checked -> say());
        model.uncheckedProperty().subscribe(unchecked -> say());
    }

    Node node() {
        return root;
    }

    void show(Piece now) {
        piece.setText(messages.text(now != null && now.selected() ? "scratch.run.selection" : "scratch.run.statement"));
        piece.setDisable(now == null || model.runningProperty().get());
    }

    private void say() {
        var checked = model.checkedProperty().get();
        String words = "";
        if (model.checkingProperty().get()) {
            words = checked == null ? messages.text("check.first") : verdict.getText();
        } else if (model.uncheckedProperty().get() != null) {
            words = messages.text("check.not", model.uncheckedProperty().get());
        } else if (checked != null && checked.report().note() != null) {
            words = checked.report().note();
        } else if (checked != null) {
            words = checked.report().problems().isEmpty()
                    ? messages.text("check.good")
                    : messages.text("check.bad", checked.report().problems().size());
        }
        verdict.setText(words);
        verdict.setTooltip(words.isEmpty() ? null : new javafx.scene.control.Tooltip(words));
    }
}
