package org.turnstone.desktop.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.FieldMarks;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.SecretField;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Messages;

/** How the password is obtained, the password itself where it is typed, and how a URL has it. */
final class PasswordRow {
    /** Puts a row into the dialog's grid. */
    interface Rows {
        void add(String key, Node named, Node content, Node... below);
    }

    private final ConnectionModel model;
    private final Messages messages;
    private final Choosers choosers;
    private final FieldMarks marks;
    private final ComboBox<SourceKind> source = new ComboBox<>();
    private final SecretField password;
    private final TextField detail;
    private final TextField region;
    private final TextField profile;
    private final Label encoded = Labels.wrapped("", "mono");
    private final Label line = Labels.wrapped("", "mono");
    private final Label warnings = Labels.wrapped("", "field-warning");
    private final Label copied = Labels.wrapped("", "field-hint");
    private final Label hint = ConnectionDialog.hint();
    private final VBox box;

    PasswordRow(ConnectionModel model, Messages messages, Choosers choosers, FieldMarks marks) {
        this.model = model;
        this.messages = messages;
        this.choosers = choosers;
        this.marks = marks;
        password = new SecretField(
                "connection-password",
                messages.text("connection.password").replace("_", ""),
                messages.text("secret.show"));
        detail = field("connection-detail", model.detailProperty());
        region = field("connection-region", model.awsRegionProperty());
        region.setPromptText(messages.text("connection.aws.region"));
        profile = field("connection-aws-profile", model.awsProfileProperty());
        profile.setPromptText(messages.text("connection.aws.profile"));
        box = box();
    }

    void lay(Rows rows) {
        source.setId("connection-source");
        source.getItems().setAll(SourceKind.values());
        source.setConverter(new Words<>(kind -> messages.text("source." + kind)));
        source.setCellFactory(list -> new SourceCell());
        source.setVisibleRowCount(SourceKind.values().length);
        ConnectionDialog.narrow(source);
        var whole = new Tooltip();
        whole.textProperty().bind(source.valueProperty().map(kind -> messages.text("source." + kind)));
        source.setTooltip(whole);
        source.valueProperty().bindBidirectional(model.sourceProperty());
        password.textProperty().bindBidirectional(model.address().passwordProperty());
        HBox.setHgrow(password, Priority.ALWAYS);
        var aws = ConnectionDialog.side(region, profile);
        Label wrongSource = Labels.wrapped("");
        Label wrongDetail = Labels.wrapped("");
        marks.watch(source, wrongSource, problem(Field.SOURCE));
        marks.watch(detail, wrongDetail, problem(Field.DETAIL));
        rows.add(
                "connection.password",
                source,
                ConnectionDialog.side(source, password, detail),
                aws,
                wrongSource,
                wrongDetail,
                hint,
                box);
        model.sourceProperty().subscribe(kind -> {
            Labels.show(password, kind.isTyped());
            Labels.show(detail, !kind.isTyped() && kind != SourceKind.PGPASS);
            Labels.show(aws, kind == SourceKind.AWS);
            detail.setPromptText(messages.text("connection.detail." + kind));
            hint.setText(messages.text("source.hint." + kind));
        });
        password.shownProperty().subscribe(shown -> show());
        model.changesProperty().subscribe(change -> show());
    }

    void hide() {
        password.hide();
        copied.setText("");
    }

    private VBox box() {
        encoded.setId("connection-encoded");
        line.setId("connection-line");
        warnings.setId("connection-warnings");
        var box = new VBox(
                3,
                Labels.of(messages.text("encode.result"), "muted", "box-title"),
                copyable(encoded, "copy-encoded", model::encoded),
                copyable(line, "copy-line", model::environmentLine),
                warnings,
                copied);
        box.getStyleClass().add("encoded-box");
        return box;
    }

    private HBox copyable(Label text, String id, Supplier<String> whole) {
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Hyperlink copy = Links.of(messages.text("encode.copy"), () -> {
            choosers.copySecret(whole.get());
            copied.setText(messages.text("encode.copied"));
            Labels.show(copied, true);
        });
        copy.setId(id);
        copy.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        var row = new HBox(10, text, copy);
        row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        row.visibleProperty().bind(row.managedProperty());
        return row;
    }

    private void show() {
        boolean typed = model.typedPassword() != null;
        boolean shown = password.shownProperty().get();
        Labels.show(box, typed);
        encoded.setText(!typed ? "" : shown ? model.encoded() : AddressModel.MASK);
        String whole = typed ? model.environmentLineShown(shown) : "";
        // Where the line may be broken.
        line.setText(whole.replaceAll("(?<=[?&])", "\u200B"));
        line.getParent().setManaged(!whole.isEmpty());
        List<String> said = typed ? model.passwordWarnings() : new ArrayList<>();
        warnings.setText(String.join("\n", said));
        Labels.show(warnings, !said.isEmpty());
        Labels.show(copied, false);
        password.promptTextProperty()
                .set(messages.text(
                        model.before() != null && model.sourceProperty().get() == SourceKind.KEYCHAIN
                                ? "connection.password.kept"
                                : "connection.password.prompt"));
    }

    private Supplier<String> problem(Field what) {
        return () -> model.problemsProperty().get().get(what);
    }

    private TextField field(String id, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(text);
        field.accessibleTextProperty().bind(field.promptTextProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    /** What is not there is offered with the reason, and cannot be chosen. */
    private final class SourceCell extends ListCell<SourceKind> {
        @Override
        protected void updateItem(SourceKind kind, boolean empty) {
            super.updateItem(kind, empty);
            String missing = model.keychainMissingProperty().get();
            boolean absent = !empty && kind == SourceKind.KEYCHAIN && missing != null;
            setDisable(absent);
            setText(
                    empty
                            ? null
                            : absent
                                    ? messages.text("source.KEYCHAIN.missing", missing)
                                    : messages.text("source." + kind));
        }
    }
}
