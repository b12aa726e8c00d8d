package org.turnstone.desktop.migration;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.NewChoices;

/** Asks what a new migration does, and shows the files that would be written. */
public final class NewMigrationDialog {
    private final NewMigrationModel model;
    private final Messages messages;
    private final TextField name = new TextField();
    private final TextField version = new TextField();
    private final HBox versions = new HBox(10);
    private final VBox versionRow;
    private final HBox kinds = new HBox();
    private final VBox kindRow;
    private final CheckBox revertible = new CheckBox();
    private final Label filesHead = Labels.of("", "pair-head");
    private final VBox files = new VBox(4);
    private final Label problem = Labels.wrapped("", "field-problem");
    private final DialogBox root;

    public NewMigrationDialog(NewMigrationModel model, Messages messages, Runnable onClose) {
        this.model = model;
        this.messages = messages;
        name.setId("new-name");
        name.setPromptText(messages.text("new.prompt"));
        name.textProperty().bindBidirectional(model.nameProperty());
        version.setId("new-version");
        version.getStyleClass().add("mono-field");
        version.setPrefColumnCount(16);
        version.textProperty().bindBidirectional(model.versionProperty());
        revertible.setId("new-revertible");
        revertible.setText(messages.text("new.revertible"));
        revertible.selectedProperty().bindBidirectional(model.revertibleProperty());
        kinds.setId("new-kinds");
        kinds.getStyleClass().add("new-kinds");
        versions.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(version, Priority.NEVER);
        versionRow = row("new.version", version, versions);
        kindRow = row("new.kind", kinds, kinds);
        filesHead.setText(messages.text("new.files"));
        files.setId("new-files");
        var written = new VBox(6, filesHead, files);
        written.getStyleClass().add("encoded-box");
        problem.setId("new-problem");
        Button create = Buttons.primary(messages.text("new.create"), model::create);
        create.setId("new-create");
        create.setDefaultButton(true);
        create.disableProperty().bind(model.incomplete());
        Button cancel = Buttons.text(messages.text("dialog.cancel"), onClose);
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("new.title"),
                messages.text("dialog.close"),
                onClose,
                new VBox(14, row("new.name", name, name), versionRow, kindRow, revertible, written, problem),
                Labels.spacer(),
                cancel,
                create);
        root.setPrefWidth(600);
        root.setId("new-migration");
        model.choicesProperty().subscribe(this::offer);
        model.filesProperty().subscribe(found -> show());
        model.problemProperty().subscribe(sentence -> show());
        model.endingProperty().subscribe(ending -> Labels.show(revertible, ending == null || ending.endsWith(".sql")));
    }

    public Node node() {
        return root;
    }

    public void begin() {
        name.requestFocus();
    }

    private VBox row(String key, Node field, Node content) {
        Label words = new Label(messages.text(key));
        words.setMnemonicParsing(true);
        words.setLabelFor(field);
        field.setAccessibleText(messages.text(key).replace("_", ""));
        if (content == field) {
            return new VBox(5, words, field);
        }
        return new VBox(5, words, content);
    }

    private void offer(NewChoices choices) {
        Labels.show(versionRow, choices != null && !choices.versions().isEmpty());
        Labels.show(kindRow, choices != null && choices.endings().size() > 1);
        versions.getChildren().setAll(version);
        kinds.getChildren().clear();
        if (choices == null) {
            return;
        }
        for (String each : choices.versions().size() > 1 ? choices.versions() : java.util.List.<String>of()) {
            Hyperlink link = Links.of(each, () -> version.setText(each));
            link.setAccessibleText(messages.text("new.take", each));
            link.getStyleClass().add("mono");
            versions.getChildren().add(link);
        }
        var group = new ToggleGroup();
        for (String each : choices.endings()) {
            var kind = new ToggleButton(each);
            kind.setToggleGroup(group);
            kind.setUserData(each);
            kind.setSelected(each.equals(model.endingProperty().get()));
            kind.getStyleClass().add("icon-button");
            kind.setOnAction(e -> {
                kind.setSelected(true);
                model.endingProperty().set(each);
            });
            kinds.getChildren().add(kind);
        }
    }

    private void show() {
        files.getChildren().clear();
        for (String each : model.filesProperty().get()) {
            Label file = Labels.wrapped(each, "mono");
            file.setGraphic(Icons.FILE.icon());
            files.getChildren().add(file);
        }
        if (model.filesProperty().get().isEmpty()) {
            files.getChildren().add(Labels.wrapped(messages.text("new.files.none"), "muted"));
        }
        String sentence = model.problemProperty().get();
        problem.setText(sentence == null ? "" : sentence);
        Labels.show(problem, sentence != null);
    }
}
