package org.turnstone.desktop.migration;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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
import org.turnstone.desktop.difference.DifferenceList;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.TimeSince;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.PairProof;

/** What the selected migration does to the schema, object by object, and what its revert leaves behind. */
final class DifferenceView {
    private final MigrationModel model;
    private final Messages messages;
    private final StackPane root = new StackPane();
    private final BorderPane body = new BorderPane();
    private final Badge badge = new Badge();
    private final Label sentence = Labels.wrapped("", "muted");
    private final Notice stale = new Notice(Tone.WARNING, Icons.WARNING);
    private final VBox content = new VBox(8);
    private final EmptyState nothing;

    /** @param onTest begins a test on scratch */
    DifferenceView(MigrationModel model, Messages messages, Runnable onTest) {
        this.model = model;
        this.messages = messages;
        Button test = Buttons.text(messages.text("difference.test"), onTest);
        test.setId("difference-test");
        this.nothing = new EmptyState(
                Icons.TEST, messages.text("difference.none.title"), messages.text("difference.none.text"), test);
        sentence.setMinWidth(0);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var head = new HBox(10, badge, sentence);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("tab-head");
        content.getStyleClass().add("tab-body");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        body.setTop(new VBox(head, stale));
        body.setCenter(scroll);
        body.setId("difference");
        body.getStyleClass().add("tab-page");
        root.getChildren().setAll(nothing, body);
        model.entryProperty().subscribe(entry -> show());
        model.scriptsProperty().subscribe(scripts -> show());
        model.observed().changesProperty().subscribe(count -> show());
    }

    Node node() {
        return root;
    }

    private void show() {
        StatusEntry entry = model.entryProperty().get();
        ObservedModel.Changed seen = entry == null ? null : model.observed().changed(model.project(), entry);
        body.setVisible(seen != null);
        nothing.setVisible(seen == null);
        content.getChildren().clear();
        if (seen == null) {
            return;
        }
        boolean old = model.isAnother(Direction.UP, seen.at(), seen.plan());
        int count = seen.change().changes().size();
        badge.show(messages.text("difference.count", count), count == 0 || old ? Tone.NEUTRAL : Tone.ACCENT);
        sentence.setText(messages.text("difference.said." + seen.kind().name(), TimeSince.words(messages, seen.at())));
        content.getChildren()
                .add(
                        count == 0
                                ? Labels.wrapped(messages.text("difference.no"), "muted")
                                : new DifferenceList(messages, seen.change()));
        if (seen.pair() != null) {
            describe(seen.pair());
        }
        Labels.show(stale, old);
        stale.say(null, old ? messages.text("impact.stale") : null);
    }

    private void describe(PairProof pair) {
        Tone tone = pair.verdict().isBad()
                ? Tone.DANGER
                : pair.verdict() == PairProof.Verdict.EXACT ? Tone.SUCCESS : Tone.NEUTRAL;
        var verdict = new HBox(
                new Badge(messages.text("proof.verdict." + pair.verdict().name()), tone));
        content.getChildren().addAll(Labels.of(messages.text("difference.revert"), "proof-section"), verdict);
        if (pair.remainder() != null && !pair.remainder().isEmpty()) {
            content.getChildren()
                    .addAll(
                            Labels.wrapped(messages.text("proof.remainder"), "muted"),
                            new DifferenceList(messages, pair.remainder()));
        }
        List<String> losses = pair.losses();
        losses.forEach(loss -> content.getChildren().add(Labels.wrapped(loss, "loss")));
    }
}
