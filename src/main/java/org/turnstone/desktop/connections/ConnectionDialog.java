package org.turnstone.desktop.connections;

import atlantafx.base.controls.CustomTextField;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.turnstone.connection.TlsMode;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.FieldMarks;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.TallPane;
import org.turnstone.desktop.platform.Choosers;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;

/** One connection, live: every field follows the URL and the URL every field, and what is wrong stands at the field. */
public final class ConnectionDialog {
    /**
     * What the dialog's decisions do.
     *
     * @param connectsSaved whether saving connects, too
     */
    public record Doors(Runnable save, Runnable connect, BooleanSupplier connectsSaved, Runnable close) {}

    private static final double LABELS = 134;
    private static final double WIDTH = 780;
    private static final double NARROW = 200;

    private final ConnectionModel model;
    private final Messages messages;
    private final Choosers choosers;
    private final GridPane grid = new GridPane(10, 10);
    private final FieldMarks marks = new FieldMarks();
    private final UrlField url;
    private final PasswordRow password;
    private final TextField name = new TextField();
    private final TallPane scroll = new TallPane(grid, WIDTH);
    private final Label finding = Labels.wrapped("", "finding");
    private final Button test;
    private final Button save;
    private final Button connect;
    private final BooleanSupplier connectsSaved;
    private final Hyperlink moreLink;
    private final VBox more = new VBox(10);
    private final DialogBox root;

    public ConnectionDialog(ConnectionModel model, Messages messages, Choosers choosers, Doors doors) {
        this.model = model;
        this.messages = messages;
        this.choosers = choosers;
        url = new UrlField(model.address(), messages);
        password = new PasswordRow(model, messages, choosers, marks);
        moreLink = Links.of("", () -> showMore(!more.isVisible()));
        test = Buttons.text(messages.text("connection.test"), model::test);
        test.setId("test-connection");
        save = Buttons.text(messages.text("connection.save"), doors.save());
        save.setId("save-connection");
        connectsSaved = doors.connectsSaved();
        connect = Buttons.primary(messages.text("connection.connect"), doors.connect());
        connect.setId("connect");
        lay();
        finding.setId("finding");
        HBox.setHgrow(finding, Priority.ALWAYS);
        finding.setMaxWidth(Double.MAX_VALUE);
        var cancel = Buttons.text(messages.text("dialog.cancel"), doors.close());
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("connection.title"),
                messages.text("dialog.cancel"),
                doors.close(),
                scroll,
                test,
                finding,
                cancel,
                save,
                connect);
        root.setId("connection");
        root.setPrefWidth(WIDTH);
        root.getStyleClass().add("connection");
        model.changesProperty().subscribe(change -> {
            marks.look();
            decide();
        });
        model.findingProperty().subscribe(found -> decide());
        model.purposeProperty().subscribe(this::show);
    }

    public Node node() {
        return root;
    }

    /** Begins with what the model holds. */
    public void begin() {
        password.hide();
        showMore(!model.searchPathProperty().get().isEmpty()
                || !model.roleProperty().get().isEmpty()
                || !model.noteProperty().get().isEmpty());
        scroll.setVvalue(0);
        marks.forget();
        save.setText(messages.text(connectsSaved.getAsBoolean() ? "connection.saveConnect" : "connection.save"));
        decide();
        // What scrolls has no content to give the keyboard to before its first style.
        root.applyCss();
        boolean paste = model.purposeProperty().get() == ConnectionModel.Purpose.PASTE;
        if (paste) {
            url.requestFocus();
            url.home();
        } else {
            name.requestFocus();
            name.end();
        }
    }

    /** Forgets what was typed. */
    public void end() {
        model.end();
        password.hide();
        url.forget();
    }

    private void lay() {
        grid.getColumnConstraints().addAll(fixed(LABELS), growing());
        name.setId("connection-name");
        name.textProperty().bindBidirectional(model.nameProperty());
        row("connection.name", name, name, below(name, Field.NAME));
        var environments = new EnvironmentChips(model.environmentProperty(), messages);
        row("connection.environment", environments.first(), environments);
        row("connection.url", url, url, below(url, Field.URL), url.remarks());
        TextField host = field("connection-host", model.address().hostProperty(), "connection.host");
        TextField port = field("connection-port", model.address().portProperty(), "connection.port");
        port.setPrefWidth(90);
        port.setMinWidth(90);
        port.setMaxWidth(90);
        HBox.setHgrow(port, Priority.NEVER);
        row("connection.hostPort", host, side(host, port), below(host, Field.HOST), below(port, Field.PORT));
        TextField database = field("connection-database", model.address().databaseProperty(), "connection.database");
        row("connection.database", database, database, below(database, Field.DATABASE));
        TextField user = field("connection-user", model.address().userProperty(), "connection.user");
        row("connection.user", user, user, below(user, Field.USER));
        password.lay(this::row);
        layTls();
        layLimits();
        layMore();
        grid.getStyleClass().add("connection-grid");
        scroll.getStyleClass().add("connection-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
    }

    private void layTls() {
        var address = model.address();
        var mode = new ComboBox<TlsMode>();
        mode.setId("connection-tls");
        mode.getItems().setAll(TlsMode.values());
        mode.setConverter(new Words<>(TlsMode::word));
        mode.valueProperty().bindBidirectional(address.tlsModeProperty());
        narrow(mode);
        TextField certificate =
                field("connection-root", address.rootCertificateProperty(), "connection.rootCertificate");
        certificate.setPromptText(messages.text("connection.rootCertificate.prompt"));
        Label statement = hint();
        Hyperlink safer = Links.of(
                messages.text("connection.verifyFull"),
                () -> address.tlsModeProperty().set(TlsMode.VERIFY_FULL));
        TextField own = field("connection-cert", address.clientCertificateProperty(), "connection.clientCertificate");
        own.setPromptText(messages.text("connection.clientCertificate"));
        TextField key = field("connection-key", address.clientKeyProperty(), "connection.clientKey");
        key.setPromptText(messages.text("connection.clientKey"));
        HBox client = side(withFile(own), withFile(key));
        HBox.setHgrow(client.getChildren().get(1), Priority.ALWAYS);
        Labels.show(client, false);
        Hyperlink more = Links.of(messages.text("connection.client"), () -> Labels.show(client, !client.isVisible()));
        var links = new HBox(12, more, safer);
        links.getStyleClass().add("hint-links");
        row("connection.tls", mode, side(mode, withFile(certificate)), statement, links, client);
        Runnable say = () -> {
            statement.setText(model.tlsStatement());
            Labels.show(safer, model.tlsSuggestion().isPresent());
            if (!address.clientCertificateProperty().get().isEmpty()) {
                Labels.show(client, true);
            }
        };
        model.changesProperty().subscribe(change -> say.run());
    }

    private void layLimits() {
        var lock = limit("connection-lock-timeout", model.lockTimeoutProperty(), "connection.lockTimeout");
        var statement =
                limit("connection-statement-timeout", model.statementTimeoutProperty(), "connection.statementTimeout");
        HBox.setHgrow(statement, Priority.ALWAYS);
        row(
                "connection.limits",
                lock,
                side(lock, statement),
                below(lock, Field.LOCK_TIMEOUT),
                below(statement, Field.STATEMENT_TIMEOUT));
    }

    private void layMore() {
        moreLink.setId("connection-more");
        int at = grid.getRowCount();
        grid.add(moreLink, 1, at);
        GridPane inner = new GridPane(10, 10);
        inner.getColumnConstraints().addAll(fixed(LABELS), growing());
        more.getChildren().setAll(inner);
        grid.add(more, 0, at + 1, 2, 1);
        TextField path = field("connection-search-path", model.searchPathProperty(), "connection.searchPath");
        path.setPromptText(messages.text("connection.searchPath.prompt"));
        TextField role = field("connection-role", model.roleProperty(), "connection.role");
        role.setPromptText(messages.text("connection.role.prompt"));
        TextField note = field("connection-note", model.noteProperty(), "connection.note");
        inner.addRow(0, label("connection.searchPath", path), path);
        inner.addRow(1, label("connection.role", role), role);
        inner.addRow(2, label("connection.note", note), note);
    }

    private void showMore(boolean shown) {
        Labels.show(more, shown);
        moreLink.setText(messages.text(shown ? "connection.less" : "connection.more"));
    }

    private void show(ConnectionModel.Purpose purpose) {
        boolean paste = purpose == ConnectionModel.Purpose.PASTE;
        Labels.show(connect, paste);
        save.getStyleClass().remove("primary");
        if (!paste) {
            save.getStyleClass().add("primary");
        }
        connect.setDefaultButton(paste);
        save.setDefaultButton(!paste);
    }

    /** Says what the test came to, or why there is nothing to save, and offers what can be done. */
    private void decide() {
        Finding found = model.findingProperty().get();
        String blocked = model.blocked();
        save.setDisable(blocked != null);
        connect.setDisable(!model.canTest());
        test.setDisable(!model.canTest() || found.state() == Finding.State.RUNNING);
        finding.getStyleClass().removeAll("good", "bad");
        finding.setGraphic(null);
        switch (found.state()) {
            case NONE -> finding.setText(blocked == null ? "" : blocked);
            case RUNNING -> finding.setText(found.text());
            case GOOD -> {
                finding.setText(String.join("\n", lines(found)));
                finding.setGraphic(Icons.GOOD.icon());
                finding.getStyleClass().add("good");
            }
            case BAD -> {
                finding.setText(found.text());
                finding.setGraphic(Icons.BAD.icon());
                finding.getStyleClass().add("bad");
            }
        }
    }

    private static java.util.List<String> lines(Finding found) {
        var lines = new java.util.ArrayList<String>();
        lines.add(found.text());
        lines.addAll(found.more());
        return lines;
    }

    private Label below(Control field, Field what) {
        Label label = Labels.wrapped("");
        Supplier<String> problem = () -> model.problemsProperty().get().get(what);
        marks.watch(field, label, problem);
        return label;
    }

    private void row(String key, Node named, Node content, Node... below) {
        int at = grid.getRowCount();
        Label label = label(key, named);
        var column = new VBox(4, content);
        column.getChildren().addAll(below);
        GridPane.setHgrow(column, Priority.ALWAYS);
        grid.addRow(at, label, column);
        GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    }

    private Label label(String key, Node named) {
        Label label = new Label(messages.text(key));
        label.setMnemonicParsing(true);
        label.setLabelFor(named);
        label.getStyleClass().add("row-label");
        label.setWrapText(true);
        return label;
    }

    private TextField field(String id, StringProperty text, String key) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(text);
        field.setAccessibleText(messages.text(key).replace("_", ""));
        field.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private CustomTextField limit(String id, StringProperty text, String key) {
        var field = new CustomTextField();
        field.setId(id);
        field.textProperty().bindBidirectional(text);
        field.setAccessibleText(messages.text(key));
        Label words = Labels.of(messages.text(key), "inside");
        field.setLeft(words);
        field.setPrefWidth(100);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    /** A field for a file, with the system's window to choose it. */
    private HBox withFile(TextField field) {
        Button choose = Buttons.icon(
                Icons.PROJECT,
                messages.text("connection.chooseFile"),
                () -> choosers.openFile(messages.text("connection.chooseFile"))
                        .ifPresent(file -> field.setText(file.toString())));
        var row = new HBox(6, field, choose);
        HBox.setHgrow(row, Priority.ALWAYS);
        return row;
    }

    static HBox side(Node... nodes) {
        var row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static void narrow(Region region) {
        region.setPrefWidth(NARROW);
        region.setMinWidth(NARROW);
        region.setMaxWidth(NARROW);
    }

    static Label hint() {
        return Labels.wrapped("", "field-hint");
    }

    private static ColumnConstraints fixed(double width) {
        var column = new ColumnConstraints(width);
        column.setMinWidth(width);
        return column;
    }

    private static ColumnConstraints growing() {
        var column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setFillWidth(true);
        column.setMinWidth(0);
        return column;
    }
}
