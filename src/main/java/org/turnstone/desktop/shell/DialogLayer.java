package org.turnstone.desktop.shell;

import atlantafx.base.controls.ModalPane;
import javafx.scene.Node;
import org.turnstone.connection.Target;
import org.turnstone.desktop.connections.AddressWords;
import org.turnstone.desktop.connections.ConnectDialog;
import org.turnstone.desktop.connections.ConnectModel;
import org.turnstone.desktop.connections.EncodeDialog;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;

/** The dialogs, in front of the window they belong to. */
final class DialogLayer {
    private final ShellModel model;
    private final Choosers choosers;
    private final ModalPane pane = new ModalPane();
    private final ConnectDialog connect;
    private final EncodeDialog encode;
    private final PlanDialog plan;

    DialogLayer(ShellModel model, AddressWords words, Choosers choosers, Messages messages) {
        this.model = model;
        this.choosers = choosers;
        connect = new ConnectDialog(new ConnectModel(words), messages, this::connect, model::closeDialog);
        encode = new EncodeDialog(words, messages, choosers, model::closeDialog);
        plan = new PlanDialog(model, messages);
        // Dialogs are there at once: nobody waits for a dialog to slide in.
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.setId("dialogs");
        pane.displayProperty().subscribe(shown -> {
            if (!shown) {
                model.closeDialog();
            }
        });
        model.dialogProperty().subscribe(this::show);
    }

    Node node() {
        return pane;
    }

    private void show(ShellModel.Dialog dialog) {
        switch (dialog) {
            case NONE -> {
                encode.end();
                pane.hide(true);
            }
            case CONNECT -> {
                pane.show(connect.node());
                connect.begin(address(choosers.clipboard()));
            }
            case ENCODE -> {
                pane.show(encode.node());
                encode.begin();
            }
            case PLAN -> {
                pane.show(plan.node());
                plan.begin();
            }
        }
    }

    private void connect(Target target) {
        model.closeDialog();
        model.areas().workspace().connect(target);
    }

    /** What is on the clipboard when it looks like an address; nothing otherwise. */
    private static String address(String clipboard) {
        String text = clipboard.strip();
        boolean looks = text.startsWith("postgres://") || text.startsWith("postgresql://") || text.startsWith("jdbc:");
        return looks && text.indexOf('\n') < 0 ? text : "";
    }
}
