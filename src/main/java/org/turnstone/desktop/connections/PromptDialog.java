package org.turnstone.desktop.connections;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.DialogBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.SecretField;
import org.turnstone.desktop.platform.Messages;

/** Asks for a password. */
public final class PromptDialog {
    private final PromptModel model;
    private final Messages messages;
    private final Label name = Labels.of("", "bold");
    private final Label place = Labels.wrapped("", "muted");
    private final Label why = Labels.wrapped("");
    private final SecretField password;
    private final CheckBox keep;
    private final DialogBox root;

    public PromptDialog(PromptModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        password = new SecretField("prompt-password", messages.text("prompt.password"), messages.text("secret.show"));
        password.name(name);
        keep = new CheckBox(messages.text("prompt.keep"));
        keep.setId("prompt-keep");
        keep.setMnemonicParsing(true);
        Button go = Buttons.primary(messages.text("connection.connect"), this::answer);
        go.setId("prompt-connect");
        go.setDefaultButton(true);
        Button cancel = Buttons.text(messages.text("dialog.cancel"), model::withdraw);
        cancel.setCancelButton(true);
        root = new DialogBox(
                messages.text("prompt.title"),
                messages.text("dialog.cancel"),
                model::withdraw,
                new VBox(8, name, place, why, password, keep),
                Labels.spacer(),
                cancel,
                go);
        root.setPrefWidth(480);
        root.setId("prompt");
    }

    public Node node() {
        return root;
    }

    public void begin() {
        PromptModel.Question question = model.questionProperty().get();
        name.setText(messages.text("prompt.name", question.profile().name()));
        place.setText(ProfilesModel.place(question.profile()));
        why.setText(question.why());
        Labels.show(why, !question.why().isEmpty());
        password.textProperty().set("");
        password.hide();
        keep.setSelected(false);
        // The other sources say themselves what becomes of it.
        Labels.show(keep, question.profile().password() instanceof PasswordSource.AskEachTime);
        password.requestFocus();
    }

    /** Forgets what was typed. */
    public void end() {
        password.textProperty().set("");
    }

    private void answer() {
        String typed = password.textProperty().get();
        end();
        model.answer(typed, keep.isVisible() && keep.isSelected());
    }
}
