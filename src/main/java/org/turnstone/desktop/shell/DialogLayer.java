package org.turnstone.desktop.shell;

import atlantafx.base.controls.ModalPane;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.turnstone.desktop.connections.ConnectionDialog;
import org.turnstone.desktop.connections.EncodeDialog;
import org.turnstone.desktop.connections.PromptDialog;
import org.turnstone.desktop.migration.NewMigrationDialog;
import org.turnstone.desktop.migration.OutsideDialog;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.remedy.RemedyDialog;
import org.turnstone.desktop.search.SearchDialog;

/** The dialogs, in front of the window they belong to. */
final class DialogLayer {
    /** A dialog that is built when it is wanted: a window that begins without one begins sooner. */
    private static final class Later<T> {
        private final Supplier<T> builder;
        private T built;

        Later(Supplier<T> builder) {
            this.builder = builder;
        }

        T get() {
            if (built == null) {
                built = builder.get();
            }
            return built;
        }
    }

    private final ShellModel model;
    private final ModalPane pane = new ModalPane();
    private final Later<ConnectionDialog> connection;
    private final Later<EncodeDialog> encode;
    private final Later<PromptDialog> prompt;
    private final Later<PlanDialog> plan;
    private final Later<AskDialog> ask;
    private final Later<PaletteDialog> palette;
    private final Later<ChoiceDialog> choice;
    private final Later<RemedyDialog> remedy;
    private final Later<NewMigrationDialog> fresh;
    private final Later<OutsideDialog> outside;
    private final Later<SearchDialog> search;
    /** Who had the keyboard before a dialog took it. */
    private Node focused;

    private final Consumer<Node> back;

    /** @param back gives the keyboard to who had it, or to who is next to it now */
    DialogLayer(ShellModel model, Choosers choosers, Messages messages, Consumer<Node> back) {
        this.model = model;
        this.back = back;
        var connections = model.areas().connections();
        connection = new Later<>(() -> new ConnectionDialog(
                connections.connection(),
                messages,
                choosers,
                new ConnectionDialog.Doors(
                        model::saveConnection, model::connectPasted, model::connectsSaved, model::closeDialog)));
        encode = new Later<>(() -> new EncodeDialog(connections.encode(), messages, choosers, model::closeDialog));
        prompt = new Later<>(() -> new PromptDialog(connections.prompt(), messages));
        plan = new Later<>(() -> new PlanDialog(model, messages));
        ask = new Later<>(() -> new AskDialog(model, messages));
        palette = new Later<>(() -> new PaletteDialog(model, messages));
        choice = new Later<>(() -> new ChoiceDialog(model, messages));
        fresh = new Later<>(
                () -> new NewMigrationDialog(model.areas().migration().drafting(), messages, model::closeDialog));
        search = new Later<>(() -> new SearchDialog(model.search(), messages, model::open));
        outside = new Later<>(() -> new OutsideDialog(model.areas().migration(), messages, model::closeDialog));
        remedy = new Later<>(() -> new RemedyDialog(model.remedy(), messages, model::closeDialog));
        // Dialogs are there at once: nobody waits for a dialog to slide in.
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.setId("dialogs");
        // Its dialogs take the keyboard, it does not.
        pane.setFocusTraversable(false);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, DialogLayer::pressFocused);
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

    /** Enter presses the button that has the keyboard, not the one that is the default; never one that writes to production. */
    private static void pressFocused(KeyEvent event) {
        boolean button = event.getTarget() instanceof Button || event.getTarget() instanceof Hyperlink;
        if (event.getCode() == KeyCode.ENTER && button) {
            var focused = (ButtonBase) event.getTarget();
            if (!focused.getStyleClass().contains("production")) {
                focused.fire();
            }
            event.consume();
        }
    }

    private void show(ShellModel.Dialog before, ShellModel.Dialog dialog) {
        // What was typed into a dialog is forgotten when it is left, however it is left.
        switch (before) {
            case CONNECTION -> connection.get().end();
            case ENCODE -> encode.get().end();
            case PROMPT -> prompt.get().end();
            case PLAN -> plan.get().end();
            case SEARCH -> search.get().end();
            case NONE, ASK, PALETTE, CHOICE, REMEDY, NEW, OUTSIDE -> {}
        }
        // A slip of the mouse beside a dialog with typed text in it does not throw the text away.
        pane.setPersistent(dialog == ShellModel.Dialog.CONNECTION
                || dialog == ShellModel.Dialog.PROMPT
                || dialog == ShellModel.Dialog.NEW
                || dialog == ShellModel.Dialog.PLAN);
        if (before == ShellModel.Dialog.NONE && pane.getScene() != null) {
            focused = pane.getScene().getFocusOwner();
        }
        boolean above = dialog == ShellModel.Dialog.PALETTE || dialog == ShellModel.Dialog.SEARCH;
        pane.setAlignment(above ? Pos.TOP_CENTER : Pos.CENTER);
        switch (dialog) {
            case NONE -> {
                pane.hide(true);
                back.accept(focused);
                focused = null;
            }
            case CONNECTION -> {
                pane.show(connection.get().node());
                connection.get().begin();
            }
            case ENCODE -> {
                pane.show(encode.get().node());
                encode.get().begin();
            }
            case PLAN -> {
                pane.show(plan.get().node());
                plan.get().begin();
            }
            case PROMPT -> {
                pane.show(prompt.get().node());
                prompt.get().begin();
            }
            case ASK -> {
                pane.show(ask.get().node());
                ask.get().begin();
            }
            case PALETTE -> {
                pane.show(palette.get().node());
                palette.get().begin();
            }
            case CHOICE -> {
                pane.show(choice.get().node());
                choice.get().begin();
            }
            case NEW -> {
                pane.show(fresh.get().node());
                fresh.get().begin();
            }
            case OUTSIDE -> {
                pane.show(outside.get().node());
                outside.get().begin();
            }
            case SEARCH -> {
                pane.show(search.get().node());
                search.get().begin();
            }
            case REMEDY -> {
                pane.show(remedy.get().node());
                remedy.get().begin();
            }
        }
    }
}
