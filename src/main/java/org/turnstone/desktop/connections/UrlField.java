package org.turnstone.desktop.connections;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;

/** The URL line. What is typed is left as it is until the keyboard leaves; what is pasted is masked at once. */
final class UrlField extends TextField {
    /** Text that grows by more than this at once was pasted. */
    private static final int TYPED = 2;

    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

    private final AddressModel model;
    private final Label remarks = Labels.wrapped("", "field-hint");
    private boolean showing;

    UrlField(AddressModel model, Messages messages) {
        this.model = model;
        setId("connection-url");
        getStyleClass().add("mono-field");
        setPromptText(messages.text("connection.url.prompt"));
        setAccessibleText(messages.text("connection.url").replace("_", ""));
        textProperty().addListener((text, before, now) -> read(before, now));
        focusedProperty().addListener((focused, before, now) -> {
            if (!now) {
                model.settle();
            }
        });
        // What was undone could be the password that the mask has just hidden.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (UNDO.match(e) || REDO.match(e) || REDO_TOO.match(e)) {
                e.consume();
            }
        });
        setContextMenu(new javafx.scene.control.ContextMenu(pasteItem(messages)));
        remarks.setId("connection-remarks");
        model.urlProperty().subscribe(this::show);
        model.remarksProperty().subscribe(said -> {
            remarks.setText(String.join("\n", said));
            Labels.show(remarks, !said.isEmpty());
        });
    }

    Label remarks() {
        return remarks;
    }

    void forget() {
        showing = true;
        clear();
        showing = false;
    }

    private javafx.scene.control.MenuItem pasteItem(Messages messages) {
        var paste = new javafx.scene.control.MenuItem(messages.text("connection.paste"));
        paste.setOnAction(e -> paste());
        return paste;
    }

    private void read(String before, String now) {
        if (showing) {
            return;
        }
        model.read(now);
        if (now.length() - before.length() > TYPED) {
            model.settle();
        }
    }

    private void show(String text) {
        if (text.equals(getText())) {
            return;
        }
        int caret = getCaretPosition();
        showing = true;
        setText(text);
        showing = false;
        positionCaret(isFocused() ? text.length() : Math.min(caret, text.length()));
    }
}
