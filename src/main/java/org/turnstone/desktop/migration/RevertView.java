package org.turnstone.desktop.migration;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.editor.Highlighter;
import org.turnstone.desktop.editor.SqlEditor;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.RevertOffer;

/** In place of a revert script that is not there: the way to derive one, and what came of it. */
final class RevertView {
    private final RevertModel model;
    private final Messages messages;
    private final StackPane root = new StackPane();
    private final Button derive;
    private final Label progress = Labels.muted("");
    private final VBox asking;
    private final VBox deriving;
    private final BorderPane offered = new BorderPane();
    private final SqlEditor text;
    private final Badge badge = new Badge();
    private final Label verdict = Labels.wrapped("");
    private final Notice losses = new Notice(Tone.WARNING, Icons.WARNING);
    private final Notice missing = new Notice(Tone.NEUTRAL, Icons.WARNING);
    private final Notice problem = new Notice(Tone.DANGER, Icons.ERROR);
    private final Button save;
    private final Button copyButton;

    /** @param copy puts a text on the clipboard */
    RevertView(RevertModel model, Messages messages, Highlighter highlighter, Consumer<String> copy) {
        this.model = model;
        this.messages = messages;
        this.derive = Buttons.text(messages.text("revert.derive"), model::derive);
        derive.setId("derive-revert");
        this.asking = new EmptyState(
                Icons.REVERT, messages.text("revert.none.title"), messages.text("revert.none.text"), derive);
        var bar = new ProgressBar();
        bar.setMaxWidth(260);
        this.deriving = new EmptyState(
                Icons.TEST,
                messages.text("revert.deriving"),
                messages.text("revert.deriving.text"),
                bar,
                progress,
                Buttons.text(messages.text("run.cancel"), model::cancel));
        this.text = new SqlEditor(highlighter, messages.text("revert.offered"), messages);
        text.editable(false);
        this.save = Buttons.primary("", model::write);
        save.setId("save-revert");
        // A file's name has underscores of its own.
        save.setMnemonicParsing(false);
        this.copyButton = Buttons.text(messages.text("revert.copy"), () -> copy.accept(text.text()));
        offered.setTop(new VBox(head(), losses, missing));
        offered.setCenter(text.node());
        offered.getStyleClass().add("revert-offer");
        var content = new StackPane(asking, deriving, offered);
        root.getChildren().setAll(new BorderPane(content, null, null, problem, null));
        model.stateProperty().subscribe(this::show);
        model.progressProperty().subscribe(progress::setText);
        model.problemProperty().subscribe(words -> {
            Labels.show(problem, words != null);
            problem.say(null, words);
        });
    }

    Node node() {
        return root;
    }

    private Node head() {
        verdict.setMinWidth(0);
        HBox.setHgrow(verdict, Priority.ALWAYS);
        verdict.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(10, badge, verdict, copyButton, save);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("revert-head");
        return head;
    }

    private void show(RevertModel.State state) {
        if (state == null) {
            return;
        }
        asking.setVisible(state == RevertModel.State.NONE);
        deriving.setVisible(state == RevertModel.State.DERIVING);
        offered.setVisible(state == RevertModel.State.OFFERED || state == RevertModel.State.NOTHING);
        derive.setDisable(!model.isPossible());
        RevertOffer offer = model.offerProperty().get();
        if (!offered.isVisible() || offer == null) {
            return;
        }
        badge.show(messages.text("revert.verdict." + offer.verdict().name()), tone(offer.verdict()));
        verdict.setText(messages.text("revert.said." + offer.verdict().name()));
        text.node().setVisible(offer.isOffered());
        String wanted = offer.isOffered() ? offer.text() : "";
        if (!text.text().equals(wanted)) {
            text.load(wanted);
        }
        Labels.show(copyButton, offer.isOffered());
        Labels.show(save, offer.isOffered() && offer.file() != null);
        if (offer.file() != null) {
            save.setText(messages.text("revert.save", offer.file().getFileName()));
        }
        Labels.show(losses, !offer.losses().isEmpty());
        losses.say(messages.text("revert.losses"), String.join(" ", offer.losses()));
        String rest = offer.isOffered() && offer.file() == null
                ? messages.text("revert.byHand")
                : String.join(" ", offer.missing());
        Labels.show(missing, !rest.isEmpty());
        missing.say(null, rest);
    }

    private static Tone tone(RevertOffer.Verdict verdict) {
        return switch (verdict) {
            case PROVEN -> Tone.SUCCESS;
            case NONE -> Tone.WARNING;
            case NO_CHANGE -> Tone.NEUTRAL;
            case FAILED -> Tone.DANGER;
        };
    }
}
