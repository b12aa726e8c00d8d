package org.turnstone.desktop.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.TallPane;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.run.Blocker;

/** Who stands in the way: a line a session, the one at whom everybody waits last and marked. */
final class BlockersView {
    /** So much of a low panel may go to those in the way; a longer line of them scrolls. */
    private static final double MOST_HEIGHT = 84;

    private static final double USUAL_WIDTH = 760;

    private final RunModel model;
    private final Messages messages;
    private final Consumer<Blocker> onEnd;
    private final VBox column = new VBox();
    private final TallPane root = new TallPane(column, USUAL_WIDTH, MOST_HEIGHT);
    private final List<Line> lines = new ArrayList<>();

    /** A session as it is shown, and the words that change while nothing else does. */
    private record Line(Blocker shown, Label facts) {
        boolean showsAllBut(Blocker now) {
            return shown.at(null).equals(now.at(null));
        }
    }

    /** @param onEnd asks whether a session is to be ended, and ends it */
    BlockersView(RunModel model, Messages messages, Consumer<Blocker> onEnd) {
        this.model = model;
        this.messages = messages;
        this.onEnd = onEnd;
        column.getStyleClass().add("blockers");
        show(List.of());
    }

    Node node() {
        return root;
    }

    void show(List<Blocker> chain) {
        Labels.show(root, !chain.isEmpty());
        if (areSame(chain)) {
            // The buttons stay, so that one which is pressed is not another one when it is let go.
            for (int i = 0; i < chain.size(); i++) {
                Line line = new Line(chain.get(i), lines.get(i).facts());
                lines.set(i, line);
                show(line.facts(), line.shown());
            }
            return;
        }
        column.getChildren().clear();
        lines.clear();
        for (int i = 0; i < chain.size(); i++) {
            column.getChildren().add(line(chain.get(i), i, i == chain.size() - 1));
        }
        // The one at whom everybody waits is the one to do something about.
        root.setVvalue(1);
    }

    /** Their transactions grow older while nothing else is told about them. */
    void tick(Duration passed) {
        for (Line line : lines) {
            if (line.shown().age() != null) {
                show(line.facts(), line.shown().at(line.shown().age().plus(passed)));
            }
        }
    }

    private boolean areSame(List<Blocker> chain) {
        return chain.size() == lines.size()
                && IntStream.range(0, chain.size()).allMatch(i -> lines.get(i).showsAllBut(chain.get(i)));
    }

    private void show(Label facts, Blocker blocker) {
        StringBuilder words = new StringBuilder();
        if (blocker.age() != null) {
            words.append(messages.text("run.blocker.age", Words.duration(blocker.age())));
        }
        if (blocker.address() != null) {
            words.append(words.isEmpty() ? "" : " · ").append(messages.text("run.blocker.from", blocker.address()));
        }
        if (!facts.getText().contentEquals(words)) {
            facts.setText(words.toString());
        }
        if (words.isEmpty()) {
            facts.setTooltip(null);
        } else if (facts.getTooltip() == null) {
            facts.setTooltip(new Tooltip(words.toString()));
        } else {
            facts.getTooltip().setText(words.toString());
        }
    }

    private Node line(Blocker blocker, int depth, boolean last) {
        String who = who(blocker);
        Label name = Labels.of(who, "blocker-name");
        name.setMinWidth(60);
        name.setTooltip(new Tooltip(who));
        var line = new HBox(8, (last ? Icons.LOCKED : Icons.WAITING).icon(), name);
        line.setAlignment(Pos.CENTER_LEFT);
        if (blocker.state() != null) {
            line.getChildren()
                    .add(new Badge(blocker.state(), blocker.state().startsWith("idle") ? Tone.WARNING : Tone.NEUTRAL));
        }
        if (blocker.orphan()) {
            line.getChildren().add(new Badge(messages.text("run.blocker.orphan"), Tone.WARNING));
        }
        Label facts = Labels.muted("");
        facts.setMinWidth(0);
        show(facts, blocker);
        lines.add(new Line(blocker, facts));
        line.getChildren().add(facts);
        if (blocker.query() != null) {
            Label query = Labels.of(Words.oneLine(blocker.query()), "mono", "muted");
            // What is left of the line, however long it is.
            query.setMinWidth(0);
            query.setPrefWidth(0);
            query.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(query, Priority.ALWAYS);
            query.setTooltip(new Tooltip(blocker.query().strip()));
            line.getChildren().add(query);
        }
        if (model.canTreat(blocker)) {
            // What it carries out can be cancelled while it does; one that idles can only be ended.
            boolean busy = "active".equals(blocker.state());
            if (blocker.query() == null) {
                line.getChildren().add(Labels.spacer());
            }
            if (busy) {
                line.getChildren().add(small("run.blocker.cancel", () -> model.cancelBlocker(blocker)));
            }
            line.getChildren().add(small("run.blocker.end", () -> onEnd.accept(blocker)));
        }
        line.setMinWidth(0);
        line.getStyleClass().add("blocker");
        line.setPadding(new Insets(2, 0, 2, depth * 18));
        return line;
    }

    private String who(Blocker blocker) {
        String role = blocker.role() == null ? "–" : blocker.role();
        if (blocker.pid() == 0) {
            return messages.text("run.blocker.prepared", role);
        }
        String pid = String.valueOf(blocker.pid());
        return blocker.application() == null || blocker.application().isBlank()
                ? messages.text("run.blocker", pid, role)
                : messages.text("run.blocker.application", pid, role, blocker.application());
    }

    private Button small(String key, Runnable action) {
        Button button = Buttons.text(messages.text(key), action);
        button.getStyleClass().add("small");
        return button;
    }
}
