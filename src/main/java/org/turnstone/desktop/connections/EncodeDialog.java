package org.turnstone.desktop.connections;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** Writes a password as a URL needs it. Nothing of it is kept when the dialog closes. */
public final class EncodeDialog {
    private final AddressWords words;
    private final Messages messages;
    private final PasswordField hidden = new PasswordField();
    private final TextField shown = new TextField();
    private final Label encoded = Labels.wrapped("", "mono");
    private final Label copied = Labels.wrapped("", "muted");
    private final Button copy;
    private final DialogBox root;

    public EncodeDialog(AddressWords words, Messages messages, Choosers choosers, Runnable onClose) {
        this.words = words;
        this.messages = messages;
        hidden.setId("password");
        shown.getStyleClass().add("mono");
        shown.textProperty().bindBidirectional(hidden.textProperty());
        Label name = new Label(messages.text("encode.password"));
        name.setLabelFor(hidden);
        shown.setAccessibleText(messages.text("encode.password"));
        shown.setVisible(false);
        var fields = new StackPane(hidden, shown);
        HBox.setHgrow(fields, Priority.ALWAYS);
        var row = new HBox(8, fields, eye());
        encoded.setId("encoded");
        HBox.setHgrow(encoded, Priority.ALWAYS);
        encoded.setMaxWidth(Double.MAX_VALUE);
        copy = Buttons.full(Icons.COPY, messages.text("encode.copy"), null, () -> {
            choosers.copySecret(encoded.getText());
            copied.setText(messages.text("encode.copied"));
        });
        copy.setId("copy-encoded");
        var result =
                new HBox(10, new VBox(4, Labels.muted(messages.text("encode.result")), encoded), Labels.spacer(), copy);
        result.setAlignment(Pos.CENTER_LEFT);
        result.getStyleClass().add("encoded-box");
        var content = new VBox(8, name, row, result, copied);
        var close = Buttons.text(messages.text("dialog.close"), onClose);
        close.setCancelButton(true);
        root = new DialogBox(
                messages.text("encode.title"), messages.text("dialog.close"), onClose, content, Labels.spacer(), close);
        root.setPrefWidth(560);
        hidden.textProperty().subscribe(this::encode);
    }

    public Node node() {
        return root;
    }

    public void begin() {
        hidden.clear();
        copied.setText("");
        hidden.requestFocus();
    }

    /** Forgets the password. */
    public void end() {
        hidden.clear();
    }

    private ToggleButton eye() {
        var eye = new ToggleButton(null, Icons.SHOW.icon());
        eye.getStyleClass().add("icon-button");
        eye.setAccessibleText(messages.text("encode.show"));
        eye.selectedProperty().subscribe(on -> {
            shown.setVisible(on);
            hidden.setVisible(!on);
            eye.setGraphic((on ? Icons.HIDE : Icons.SHOW).icon());
        });
        return eye;
    }

    private void encode(String password) {
        copied.setText("");
        copy.setDisable(password.isEmpty());
        encoded.setText(password.isEmpty() ? "–" : words.encode(password));
    }
}
