package org.turnstone.desktop.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Remedy;
import org.turnstone.run.RowChange;

/** Shows exactly the history rows a remedy would write, and writes them when that is wanted. */
public final class RemedyDialog {
    private final RemedyModel model;
    private final Messages messages;
    private final Runnable onClose;
    private final Label text = Labels.wrapped("");
    private final Label caution = Labels.wrapped("", "muted");
    private final ComboBox<String> version = new ComboBox<>();
    private final Label versionWords = new Label();
    private final HBox choice = new HBox(10, versionWords, version);
    private final VBox rows = new VBox(10);
    private final Notice problem = new Notice(Tone.DANGER, Icons.ERROR);
    private final TextField name = new TextField();
    private final Label nameWords = Labels.wrapped("");
    private final Button write;
    private final Button cancel;
    private final DialogBox root;

    public RemedyDialog(RemedyModel model, Messages messages, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        this.onClose = onClose;
        write = Buttons.primary(messages.text("remedy.write"), () -> model.write(onClose));
        write.setId("remedy-write");
        cancel = Buttons.text(messages.text("dialog.cancel"), onClose);
        cancel.setCancelButton(true);
        rows.setId("remedy-rows");
        problem.setId("remedy-problem");
        name.setId("remedy-name");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(320);
        scroll.getStyleClass().add("edge-to-edge");
        root = new DialogBox(
                messages.text("remedy.title"),
                messages.text("dialog.close"),
                onClose,
                new VBox(12, choice, text, problem, scroll, caution, nameWords, name),
                Labels.spacer(),
                cancel,
                write);
        root.setPrefWidth(640);
        version.setId("remedy-version");
        version.setPromptText(messages.text("remedy.version.prompt"));
        version.setAccessibleText(messages.text("remedy.version"));
        version.setMaxWidth(360);
        version.setVisibleRowCount(12);
        version.valueProperty().addListener((value, before, now) -> model.choose(now));
        versionWords.setText(messages.text("remedy.version"));
        versionWords.setMinWidth(Label.USE_PREF_SIZE);
        versionWords.setLabelFor(version);
        choice.setAlignment(Pos.CENTER_LEFT);
        model.rowsProperty().subscribe(this::show);
        model.problemProperty().subscribe(this::show);
        model.workingProperty().subscribe(this::show);
        name.textProperty().subscribe(this::allow);
    }

    public Node node() {
        return root;
    }

    /** Begins with what the model proposes. */
    public void begin() {
        RemedyModel.Proposal proposal = model.proposalProperty().get();
        root.title(proposal.title());
        version.setValue(null);
        // Newest first: that is what a database is at more often than at the first.
        version.getItems().setAll(proposal.versions().reversed());
        Labels.show(choice, !proposal.versions().isEmpty());
        caution.setText(proposal.remedy() instanceof Remedy.Unlock ? messages.text("remedy.unlock") : "");
        Labels.show(caution, !caution.getText().isEmpty());
        name.clear();
        Labels.show(name, proposal.guarded());
        Labels.show(nameWords, proposal.guarded());
        name.setAccessibleText(messages.text("remedy.guard", database(proposal)));
        nameWords.setText(messages.text("remedy.guard", database(proposal)));
        show();
        (proposal.versions().isEmpty() ? cancel : version).requestFocus();
    }

    private void show() {
        RemedyModel.Proposal proposal = model.proposalProperty().get();
        if (proposal == null) {
            return;
        }
        List<RowChange> changes = model.rowsProperty().get();
        String said = model.problemProperty().get();
        problem.say(null, said);
        Labels.show(problem, said != null);
        rows.getChildren().clear();
        if (changes != null) {
            changes.forEach(change -> rows.getChildren().add(row(change)));
        }
        Labels.show(rows, changes != null && !changes.isEmpty());
        text.setText(
                said != null
                        ? messages.text("remedy.refused", proposal.target().name())
                        : changes == null
                                ? messages.text(proposal.isOpen() ? "remedy.choose" : "remedy.looking")
                                : changes.isEmpty()
                                        ? messages.text("remedy.nothing")
                                        : messages.text(
                                                "remedy.rows",
                                                changes.size(),
                                                proposal.target().name()));
        allow();
    }

    private void allow() {
        RemedyModel.Proposal proposal = model.proposalProperty().get();
        boolean named = proposal == null
                || !proposal.guarded()
                || name.getText().strip().equals(database(proposal));
        write.setDisable(!model.canWrite() || !named);
    }

    private static String database(RemedyModel.Proposal proposal) {
        return proposal.target().address().database();
    }

    private Node row(RowChange change) {
        String kind =
                change.before() == null ? "remedy.new" : change.after() == null ? "remedy.gone" : "remedy.changed";
        var columns = new VBox(2);
        columns.getStyleClass().add("mono");
        for (String line : lines(change)) {
            columns.getChildren().add(Labels.wrapped(line));
        }
        return new VBox(4, Labels.of(messages.text(kind, change.table()), "bold"), columns);
    }

    /** All columns of a row that comes or goes; of a changed one those that differ, and enough to know it by. */
    private List<String> lines(RowChange change) {
        List<String> lines = new ArrayList<>();
        Map<String, String> one = change.before() == null ? change.after() : change.before();
        if (change.before() == null || change.after() == null) {
            one.forEach((column, value) -> lines.add(column + " = " + shown(value)));
            return lines;
        }
        for (String column : new TreeSet<>(change.after().keySet())) {
            String before = change.before().get(column);
            String after = change.after().get(column);
            if (!Objects.equals(before, after)) {
                lines.add(column + ": " + shown(before) + " \u2192 " + shown(after));
            }
        }
        one.entrySet().stream().limit(2).forEach(e -> lines.addFirst(e.getKey() + " = " + shown(e.getValue())));
        return lines;
    }

    private static String shown(String value) {
        return value == null ? "null" : value;
    }
}
