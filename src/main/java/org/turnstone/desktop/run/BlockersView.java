package org.turnstone.desktop.run;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Blocker;

/** Who stands in the way: a line a session, the one at whom everybody waits last and marked. */
final class BlockersView {
    private final Messages messages;
    private final VBox root = new VBox();

    BlockersView(Messages messages) {
        this.messages = messages;
        root.setId("blockers");
        root.getStyleClass().add("blockers");
        root.setMinHeight(VBox.USE_PREF_SIZE);
        show(List.of());
    }

    Node node() {
        return root;
    }

    void show(List<Blocker> chain) {
        Labels.show(root, !chain.isEmpty());
        root.getChildren().clear();
        for (int i = 0; i < chain.size(); i++) {
            root.getChildren().add(line(chain.get(i), i, i == chain.size() - 1));
        }
    }

    private Node line(Blocker blocker, int depth, boolean last) {
        String who = blocker.application() == null || blocker.application().isBlank()
                ? messages.text("run.blocker", String.valueOf(blocker.pid()), blocker.role())
                : messages.text(
                        "run.blocker.application",
                        String.valueOf(blocker.pid()),
                        blocker.role(),
                        blocker.application());
        Label name = Labels.of(who, "blocker-name");
        name.setMinWidth(Label.USE_PREF_SIZE);
        var line = new HBox(8, (last ? Icons.LOCKED : Icons.WAITING).icon(), name);
        line.setAlignment(Pos.CENTER_LEFT);
        if (blocker.state() != null) {
            line.getChildren()
                    .add(new Badge(blocker.state(), blocker.state().startsWith("idle") ? Tone.WARNING : Tone.NEUTRAL));
        }
        if (blocker.orphan()) {
            line.getChildren().add(new Badge(messages.text("run.blocker.orphan"), Tone.WARNING));
        }
        StringBuilder rest = new StringBuilder();
        if (blocker.age() != null) {
            rest.append(messages.text("run.blocker.age", Words.duration(blocker.age())));
        }
        if (blocker.address() != null) {
            rest.append(rest.isEmpty() ? "" : " · ").append(messages.text("run.blocker.from", blocker.address()));
        }
        Label facts = Labels.muted(rest.toString());
        facts.setMinWidth(Label.USE_PREF_SIZE);
        line.getChildren().add(facts);
        if (blocker.query() != null) {
            Label query = Labels.of(Words.oneLine(blocker.query()), "mono", "muted");
            query.setMinWidth(0);
            query.setTooltip(new Tooltip(blocker.query().strip()));
            line.getChildren().add(query);
        }
        line.getStyleClass().add("blocker");
        line.setPadding(new Insets(2, 0, 2, depth * 18));
        return line;
    }
}
