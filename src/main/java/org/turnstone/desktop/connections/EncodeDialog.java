package org.turnstone.desktop.connections;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.connection.PasswordForm;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.SecretField;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** Writes a password as every place needs it, and reads it back. Nothing of it is kept when the dialog closes. */
public final class EncodeDialog {
    private final EncodeModel model;
    private final Messages messages;
    private final Choosers choosers;
    private final SecretField password;
    private final Map<PasswordForm, Label> written = new EnumMap<>(PasswordForm.class);
    private final Map<PasswordForm, Button> copies = new EnumMap<>(PasswordForm.class);
    private final Label warnings = Labels.wrapped("", "field-warning");
    private final Label copied = Labels.wrapped("", "field-hint");
    private final ComboBox<PasswordForm> form = new ComboBox<>();
    private final TextField text = new TextField();
    private final Label problem = Labels.wrapped("", "field-problem");
    private final DialogBox root;

    public EncodeDialog(EncodeModel model, Messages messages, Choosers choosers, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        this.choosers = choosers;
        password = new SecretField("password", messages.text("prompt.password"), messages.text("secret.show"));
        password.textProperty().bindBidirectional(model.passwordProperty());
        Label name = new Label(messages.text("encode.password"));
        name.setMnemonicParsing(true);
        password.name(name);
        warnings.setId("encode-warnings");
        copied.setId("encode-copied");
        var content = new VBox(8, name, password, forms(), warnings, copied, back(), problem);
        var close = Buttons.text(messages.text("dialog.close"), onClose);
        close.setCancelButton(true);
        root = new DialogBox(
                messages.text("encode.title"), messages.text("dialog.close"), onClose, content, Labels.spacer(), close);
        root.setPrefWidth(640);
        root.setId("encode");
        model.passwordProperty().subscribe(typed -> show());
        password.shownProperty().subscribe(shown -> show());
    }

    public Node node() {
        return root;
    }

    public void begin() {
        end();
        password.requestFocus();
    }

    /** Forgets the password. */
    public void end() {
        model.end();
        text.clear();
        password.hide();
        copied.setText("");
    }

    private Node forms() {
        var grid = new GridPane(12, 4);
        var grow = new ColumnConstraints();
        grow.setHgrow(Priority.ALWAYS);
        grow.setMinWidth(0);
        var names = new ColumnConstraints();
        names.setMinWidth(150);
        grid.getColumnConstraints().setAll(names, grow);
        for (PasswordForm each : EncodeModel.FORMS) {
            Label value = Labels.wrapped("", "mono");
            value.setId("encoded-" + each.id());
            value.setMaxWidth(Double.MAX_VALUE);
            Button copy = Buttons.full(Icons.COPY, messages.text("encode.copy"), null, () -> copy(each));
            copy.getStyleClass().add("small");
            copy.setId("copy-" + each.id());
            copy.setAccessibleText(messages.text("encode.copyForm", messages.text("form." + each)));
            written.put(each, value);
            copies.put(each, copy);
            grid.addRow(grid.getRowCount(), Labels.muted(messages.text("form." + each)), value, copy);
        }
        grid.getStyleClass().add("encoded-box");
        return grid;
    }

    private Node back() {
        form.getItems().setAll(EncodeModel.FORMS);
        form.setConverter(new Words<>(each -> messages.text("form." + each)));
        form.setValue(PasswordForm.URL);
        form.setId("decode-form");
        form.setAccessibleText(messages.text("encode.back"));
        ConnectionDialog.narrow(form);
        text.setId("decode-text");
        text.getStyleClass().add("mono-field");
        text.setPromptText(messages.text("encode.back.prompt"));
        HBox.setHgrow(text, Priority.ALWAYS);
        Button decode = Buttons.text(messages.text("encode.decode"), this::decode);
        decode.setId("decode");
        decode.disableProperty().bind(text.textProperty().isEmpty());
        text.setOnAction(e -> decode());
        Label name = new Label(messages.text("encode.back"));
        name.setMnemonicParsing(true);
        name.setLabelFor(text);
        Labels.show(problem, false);
        return new VBox(8, name, new HBox(8, form, text, decode));
    }

    private void decode() {
        EncodeModel.Written back = EncodeModel.decoded(form.getValue(), text.getText());
        Labels.show(problem, back.problem() != null);
        problem.setText(back.problem() == null ? "" : back.problem());
        if (back.problem() == null) {
            model.passwordProperty().set(back.text());
            text.clear();
        }
    }

    private void copy(PasswordForm each) {
        choosers.copySecret(model.written(each).text());
        copied.setText(messages.text("encode.copied"));
    }

    private void show() {
        boolean any = !model.passwordProperty().get().isEmpty();
        boolean shown = password.shownProperty().get();
        for (PasswordForm each : EncodeModel.FORMS) {
            EncodeModel.Written now = model.written(each);
            boolean can = any && now.problem() == null;
            copies.get(each).setDisable(!can);
            written.get(each).setText(!any ? "–" : !can ? now.problem() : shown ? now.text() : AddressModel.MASK);
        }
        String said = any ? String.join("\n", model.warnings()) : "";
        warnings.setText(said);
        Labels.show(warnings, !said.isEmpty());
        copied.setText("");
    }
}
