package org.turnstone.desktop.connections;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.turnstone.connection.Address;
import org.turnstone.connection.Target;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;

/** Pasting a connection: one field, and below it what was understood or why nothing was. */
public final class ConnectDialog {
    /** Text that grows by more than this at once was pasted. */
    private static final int TYPED = 2;

    private final ConnectModel model;
    private final Messages messages;
    private final TextField field = new TextField();
    private final Label problem = Labels.wrapped("", "field-problem");
    private final GridPane parts = new GridPane(16, 8);
    private final Button connect;
    private final DialogBox root;
    private boolean masking;

    public ConnectDialog(ConnectModel model, Messages messages, Consumer<Target> onConnect, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        field.setId("connection-url");
        field.getStyleClass().add("mono");
        field.setPromptText("postgresql://user:password@host:5432/database");
        problem.setId("connection-problem");
        Label name = new Label(messages.text("connect.url"));
        name.setLabelFor(field);
        var grid = new GridPane(16, 8);
        grid.getColumnConstraints().addAll(fixed(120), growing());
        grid.addRow(0, name, field);
        grid.add(problem, 1, 1);
        grid.add(parts, 0, 2, 2, 1);
        parts.getColumnConstraints().addAll(fixed(120), growing());
        connect = Buttons.primary(messages.text("connect.connect"), () -> onConnect.accept(model.target()));
        connect.setId("connect");
        connect.setDefaultButton(true);
        connect.disableProperty().bind(model.addressProperty().isNull());
        var cancel = Buttons.text(messages.text("dialog.cancel"), onClose);
        root = new DialogBox(
                messages.text("connect.title"),
                messages.text("dialog.cancel"),
                onClose,
                grid,
                Labels.muted(messages.text("connect.promise")),
                Labels.spacer(),
                cancel,
                connect);
        root.setPrefWidth(760);
        field.textProperty().addListener((text, before, now) -> read(before, now));
        field.focusedProperty().addListener((focused, before, now) -> {
            if (!now) {
                mask();
            }
        });
        model.addressProperty().subscribe(this::show);
        model.problemProperty().subscribe(this::complain);
    }

    public Node node() {
        return root;
    }

    /** Begins with a text that may be an address, and the keyboard in the field. */
    public void begin(String text) {
        model.read("");
        field.setText(text);
        mask();
        field.requestFocus();
        field.end();
    }

    private void read(String before, String now) {
        if (masking) {
            return;
        }
        model.read(now);
        if (now.length() - before.length() > TYPED) {
            mask();
        }
    }

    private void mask() {
        Address understood = model.addressProperty().get();
        if (understood != null
                && understood.password() != null
                && !field.getText().contains(ConnectModel.MASK)) {
            masking = true;
            field.setText(model.masked());
            field.end();
            masking = false;
        }
    }

    private void show(Address understood) {
        parts.getChildren().clear();
        Labels.show(parts, understood != null);
        if (understood == null) {
            return;
        }
        part("connect.host", understood.host() + " · " + understood.port());
        part("connect.database", understood.database());
        part("connect.user", understood.user());
        part("connect.password", understood.password() == null ? messages.text("connect.none") : ConnectModel.MASK);
        understood.parameters().forEach((name, value) -> {
            int row = parts.getRowCount();
            parts.addRow(row, Labels.of(name, "mono", "muted"), Labels.of(value, "mono"));
        });
    }

    private void part(String key, String value) {
        parts.addRow(
                parts.getRowCount(),
                Labels.muted(messages.text(key)),
                Labels.of(value == null ? messages.text("connect.none") : value, "mono"));
    }

    private void complain(String sentence) {
        Labels.show(problem, sentence != null);
        problem.setText(sentence == null ? "" : sentence);
        field.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), sentence != null);
    }

    private static ColumnConstraints fixed(double width) {
        var column = new ColumnConstraints(width);
        column.setMinWidth(width);
        return column;
    }

    private static ColumnConstraints growing() {
        var column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        return column;
    }
}
