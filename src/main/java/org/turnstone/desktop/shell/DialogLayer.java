package org.turnstone.desktop.shell;

import atlantafx.base.controls.ModalPane;
import javafx.geometry.Pos;
import javafx.scene.Node;
import org.turnstone.desktop.connections.ConnectionDialog;
import org.turnstone.desktop.connections.EncodeDialog;
import org.turnstone.desktop.connections.PromptDialog;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.remedy.RemedyDialog;

/** The dialogs, in front of the window they belong to. */
final class DialogLayer {
    private final ShellModel model;
    private final ModalPane pane = new ModalPane();
    private final ConnectionDialog connection;
    private final EncodeDialog encode;
    private final PromptDialog prompt;
    private final PlanDialog plan;
    private final AskDialog ask;
    private final PaletteDialog palette;
    private final ChoiceDialog choice;
    private final RemedyDialog remedy;
    /** Who had the keyboard before a dialog took it. */
    private Node focused;

    DialogLayer(ShellModel model, Choosers choosers, Messages messages) {
        this.model = model;
        var connections = model.areas().connections();
        connection = new ConnectionDialog(
                connections.connection(),
                messages,
                choosers,
                new ConnectionDialog.Doors(model::saveConnection, model::connectPasted, model::closeDialog));
        encode = new EncodeDialog(connections.encode(), messages, choosers, model::closeDialog);
        prompt = new PromptDialog(connections.prompt(), messages);
        plan = new PlanDialog(model, messages);
        ask = new AskDialog(model, messages);
        palette = new PaletteDialog(model, messages);
        choice = new ChoiceDialog(model, messages);
        remedy = new RemedyDialog(model.remedy(), messages, model::closeDialog);
        // Dialogs are there at once: nobody waits for a dialog to slide in.
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.setId("dialogs");
        // Its dialogs take the keyboard, it does not.
        pane.setFocusTraversable(false);
        pane.displayProperty().subscribe(shown -> {
            if (!shown) {
                model.closeDialog();
            }
        });
        model.dialogProperty().addListener((dialog, before, now) -> show(before, now));
    }

    Node node() {
        return pane;
    }

    private void show(ShellModel.Dialog before, ShellModel.Dialog dialog) {
        // What was typed into a dialog is forgotten when it is left, however it is left.
        switch (before) {
            case CONNECTION -> connection.end();
            case ENCODE -> encode.end();
            case PROMPT -> prompt.end();
            case PLAN -> plan.end();
            case NONE, ASK, PALETTE, CHOICE, REMEDY -> {}
        }
        // A slip of the mouse beside a dialog with typed text in it does not throw the text away.
        pane.setPersistent(dialog == ShellModel.Dialog.CONNECTION
                || dialog == ShellModel.Dialog.PROMPT
                || dialog == ShellModel.Dialog.PLAN);
        if (before == ShellModel.Dialog.NONE && pane.getScene() != null) {
            focused = pane.getScene().getFocusOwner();
        }
        pane.setAlignment(dialog == ShellModel.Dialog.PALETTE ? Pos.TOP_CENTER : Pos.CENTER);
        switch (dialog) {
            case NONE -> {
                pane.hide(true);
                if (focused != null && focused.getScene() == pane.getScene()) {
                    focused.requestFocus();
                }
                focused = null;
            }
            case CONNECTION -> {
                pane.show(connection.node());
                connection.begin();
            }
            case ENCODE -> {
                pane.show(encode.node());
                encode.begin();
            }
            case PLAN -> {
                pane.show(plan.node());
                plan.begin();
            }
            case PROMPT -> {
                pane.show(prompt.node());
                prompt.begin();
            }
            case ASK -> {
                pane.show(ask.node());
                ask.begin();
            }
            case PALETTE -> {
                pane.show(palette.node());
                palette.begin();
            }
            case CHOICE -> {
                pane.show(choice.node());
                choice.begin();
            }
            case REMEDY -> {
                pane.show(remedy.node());
                remedy.begin();
            }
        }
    }
}
