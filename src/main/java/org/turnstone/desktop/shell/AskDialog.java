package org.turnstone.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;

/** Asks whether to do what cannot be taken back. Cancel is the default. */
final class AskDialog {
    private final ShellModel model;
    private final Label title = Labels.wrapped("", "title");
    private final Label text = Labels.wrapped("");
    private final Button yes;
    private final Button other;
    private final Button cancel;
    private final DialogBox root;

    AskDialog(ShellModel model, Messages messages) {
        this.model = model;
        yes = Buttons.text("", () -> carryOut(model.questionProperty().get().yes()));
        yes.setId("ask-yes");
        yes.getStyleClass().add("danger");
        other = Buttons.text("", () -> carryOut(model.questionProperty().get().other()));
        other.setId("ask-other");
        cancel = Buttons.text(messages.text("dialog.cancel"), model::closeDialog);
        cancel.setDefaultButton(true);
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("ask.title"),
                messages.text("dialog.cancel"),
                model::closeDialog,
                new VBox(8, title, text),
                Labels.spacer(),
                cancel,
                yes,
                other);
        root.setPrefWidth(480);
    }

    Node node() {
        return root;
    }

    void begin() {
        ShellModel.Question question = model.questionProperty().get();
        title.setText(question.title());
        text.setText(question.text());
        yes.setText(question.button());
        other.setText(question.otherButton());
        Labels.show(other, question.otherButton() != null);
        cancel.requestFocus();
    }

    private void carryOut(Runnable action) {
        model.closeDialog();
        action.run();
    }
}
