package org.turnstone.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.SeveralProjects;

/** Asks which of several folders of migrations is meant. */
final class ChoiceDialog {
    private final ShellModel model;
    private final Messages messages;
    private final Label text = Labels.wrapped("");
    private final VBox choices = new VBox(6);
    private final DialogBox root;

    ChoiceDialog(ShellModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        choices.setId("choices");
        var scroll = new ScrollPane(choices);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(360);
        scroll.setMinHeight(170);
        scroll.getStyleClass().add("edge-to-edge");
        Button cancel = Buttons.text(messages.text("dialog.cancel"), model::closeDialog);
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("choice.title"),
                messages.text("dialog.close"),
                model::closeDialog,
                new VBox(12, text, scroll),
                Labels.spacer(),
                cancel);
        root.setPrefWidth(520);
    }

    Node node() {
        return root;
    }

    void begin() {
        SeveralProjects several = model.areas().workspace().choiceProperty().get();
        text.setText(messages.text("choice.text", several.root()));
        choices.getChildren().clear();
        for (SeveralProjects.Candidate each : several.candidates()) {
            choices.getChildren().add(line(several.name(each), each));
        }
        choices.getChildren().getFirst().requestFocus();
    }

    private Button line(String name, SeveralProjects.Candidate candidate) {
        Button line = Buttons.text("", () -> choose(candidate));
        var words = new VBox(2, Labels.of(name, "bold"), Labels.muted(candidate.described()));
        words.setMinWidth(0);
        var content = new HBox(10, Icons.PROJECT.icon(), words);
        content.setAlignment(Pos.CENTER_LEFT);
        line.setGraphic(content);
        line.setAccessibleText(name + ", " + candidate.described());
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinWidth(0);
        return line;
    }

    private void choose(SeveralProjects.Candidate chosen) {
        model.closeDialog();
        model.areas().workspace().open(chosen.folder());
    }
}
