package org.turnstone.desktop.run;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.run.RunRequest;

/** What runs next, each with the way to take it out; nothing while nothing waits. */
final class QueueView {
    private final RunModel model;
    private final Messages messages;
    private final FlowPane root = new FlowPane(8, 4);

    QueueView(RunModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        root.getStyleClass().add("run-queue");
        root.setRowValignment(javafx.geometry.VPos.CENTER);
        root.setMinHeight(FlowPane.USE_PREF_SIZE);
        model.queue().waiting().addListener((ListChangeListener<RunRequest>) change -> show());
        model.queue().heldProperty().subscribe(held -> show());
        show();
    }

    Node node() {
        return root;
    }

    private void show() {
        var waiting = model.queue().waiting();
        boolean held = model.queue().heldProperty().get();
        root.getChildren().setAll(Labels.muted(messages.text(held ? "queue.held" : "queue.next")));
        waiting.forEach(request -> root.getChildren().add(chip(request)));
        if (held) {
            root.getChildren().add(Links.of(messages.text("queue.goOn"), model::goOn));
        }
        Labels.show(root, !waiting.isEmpty());
    }

    private Node chip(RunRequest request) {
        String words = RunWords.request(messages, request);
        Label name = new Label(words);
        name.setMinWidth(0);
        name.setMaxWidth(360);
        Labels.tip(name);
        var out = Buttons.icon(
                Icons.CLOSE,
                messages.text("queue.remove", words),
                () -> model.queue().remove(request));
        out.getStyleClass().add("tiny");
        var chip = new HBox(4, name, out);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("queued");
        return chip;
    }
}
