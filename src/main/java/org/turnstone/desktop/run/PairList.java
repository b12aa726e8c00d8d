package org.turnstone.desktop.run;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.difference.DifferenceList;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.PairProof;

/** What a test found out migration by migration; those whose revert is not exact first, with what is left behind. */
final class PairList extends VBox {
    private static final int FIRST_SHOWN = 60;

    private final Messages messages;
    private final ProofView.Doors doors;

    PairList(List<PairProof> pairs, Messages messages, ProofView.Doors doors) {
        this.messages = messages;
        this.doors = doors;
        getStyleClass().add("pairs");
        setMinHeight(USE_PREF_SIZE);
        List<PairProof> bad = pairs.stream().filter(p -> p.verdict().isBad()).toList();
        List<PairProof> good = pairs.stream().filter(p -> !p.verdict().isBad()).toList();
        bad.forEach(pair -> getChildren().add(line(pair)));
        add(good, 0, Math.min(FIRST_SHOWN, good.size()));
    }

    private void add(List<PairProof> pairs, int from, int to) {
        pairs.subList(from, to).forEach(pair -> getChildren().add(line(pair)));
        if (to < pairs.size()) {
            Hyperlink more = Links.of(messages.text("proof.pairs.more", Words.count(pairs.size() - to)), () -> {});
            more.setOnAction(e -> {
                getChildren().remove(more);
                add(pairs, to, pairs.size());
            });
            getChildren().add(more);
        }
    }

    private Node line(PairProof pair) {
        Label name = Labels.of(pair.description(), "pair-name");
        name.setMinWidth(0);
        Label version = Labels.of(pair.label(), "mono", "muted");
        version.setMinWidth(Label.USE_PREF_SIZE);
        var head = new HBox(
                8,
                new Badge(messages.text("proof.verdict." + pair.verdict().name()), tone(pair.verdict())),
                version,
                name);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        String script = pair.verdict().isBad() && pair.revertScript() != null ? pair.revertScript() : pair.script();
        Hyperlink open =
                Links.of(messages.text("proof.open"), () -> doors.openScript().accept(script));
        open.setMinWidth(Hyperlink.USE_PREF_SIZE);
        head.getChildren().add(open);
        var line = new VBox(4, head);
        line.getStyleClass().add("pair");
        if (pair.error() != null) {
            line.getChildren().add(Labels.wrapped(pair.error().message(), "error-message"));
        }
        if (pair.remainder() != null && !pair.remainder().isEmpty()) {
            line.getChildren().add(Labels.wrapped(messages.text("proof.remainder"), "muted"));
            line.getChildren().add(new DifferenceList(messages, pair.remainder()));
        }
        pair.losses().forEach(loss -> line.getChildren().add(Labels.wrapped(loss, "loss")));
        return line;
    }

    static Tone tone(PairProof.Verdict verdict) {
        return switch (verdict) {
            case EXACT -> Tone.SUCCESS;
            case NOT_EXACT, FAILED -> Tone.DANGER;
            case NO_REVERT -> Tone.WARNING;
            case NOT_REACHED -> Tone.NEUTRAL;
        };
    }
}
