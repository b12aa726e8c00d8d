package org.turnstone.desktop.run;

import java.util.List;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.RunRequest;

/** What runs next, in one line, each with the way to take it out; nothing while nothing waits. */
final class QueueView {
    /** What comes later than these is in a menu. */
    private static final int MOST = 3;

    private static final double NAME = 150;
    private static final double LONG_NAME = 320;

    private final RunModel model;
    private final Messages messages;
    private final Predicate<Boolean> when;
    private final HBox root = new HBox(8);

    /** @param when whether it is to be seen while they wait for somebody to say so, and while they do not */
    QueueView(RunModel model, Messages messages, Predicate<Boolean> when) {
        this.model = model;
        this.messages = messages;
        this.when = when;
        root.getStyleClass().add("run-queue");
        root.setAlignment(Pos.CENTER_LEFT);
        root.setMinWidth(0);
        root.setMinHeight(HBox.USE_PREF_SIZE);
        model.queue().waiting().addListener((ListChangeListener<RunRequest>) change -> show());
        model.queue().heldProperty().subscribe(held -> show());
        show();
    }

    Node node() {
        return root;
    }

    private void show() {
        List<RunRequest> waiting = model.queue().waiting();
        boolean held = model.queue().heldProperty().get();
        Label lead = Labels.muted(messages.text(held ? "queue.held" : "queue.next"));
        lead.setMinWidth(Label.USE_PREF_SIZE);
        lead.setTooltip(held ? new Tooltip(messages.text("queue.held.tip")) : null);
        root.getChildren().setAll(lead);
        int shown = waiting.size() > MOST ? MOST - 1 : waiting.size();
        waiting.stream().limit(shown).forEach(request -> root.getChildren().add(chip(request)));
        if (waiting.size() > shown) {
            root.getChildren().add(more(waiting.subList(shown, waiting.size())));
        }
        if (held) {
            var goOn = Links.of(messages.text("queue.goOn"), model::goOn);
            goOn.setMinWidth(Label.USE_PREF_SIZE);
            root.getChildren().add(goOn);
        }
        Labels.show(root, !waiting.isEmpty() && when.test(held));
    }

    private Node chip(RunRequest request) {
        String words = RunWords.request(messages, request);
        // Where there is not enough room, long names give some of theirs, and short ones none.
        Label name = new Label(words) {
            @Override
            protected double computeMinWidth(double height) {
                return Math.min(NAME, computePrefWidth(height));
            }
        };
        name.setMaxWidth(LONG_NAME);
        Labels.tip(name);
        var out = Buttons.icon(
                Icons.CLOSE,
                messages.text("queue.remove", words),
                () -> model.queue().remove(request));
        out.getStyleClass().add("tiny");
        out.setMinWidth(Label.USE_PREF_SIZE);
        var chip = new HBox(4, name, out);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("queued");
        return chip;
    }

    /** Those there is no room for; choosing one takes it out. */
    private Node more(List<RunRequest> requests) {
        var more = new MenuButton(messages.text("queue.more", requests.size()));
        more.getStyleClass().add("queue-more");
        more.setMinWidth(Label.USE_PREF_SIZE);
        for (RunRequest request : requests) {
            var item = new MenuItem(
                    messages.text("queue.remove", RunWords.request(messages, request)), Icons.CLOSE.icon());
            item.setMnemonicParsing(false);
            item.setOnAction(e -> model.queue().remove(request));
            more.getItems().add(item);
        }
        return more;
    }
}
