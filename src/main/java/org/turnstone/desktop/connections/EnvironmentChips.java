package org.turnstone.desktop.connections;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;

/** The choice of an environment: one stop for the Tab key, arrows within, and a sentence on what guards it. */
final class EnvironmentChips extends HBox {
    private final Map<Environment, ToggleButton> chips = new EnumMap<>(Environment.class);
    private final Label guard = Labels.wrapped("", "guard");

    EnvironmentChips(ObjectProperty<Environment> chosen, Messages messages) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("environment-chips");
        var group = new ToggleGroup();
        for (Environment each : Environment.values()) {
            var chip = new ToggleButton(
                    messages.text("environment." + each),
                    EnvironmentLook.icon(each).icon());
            chip.setId("environment-" + each.word());
            chip.getStyleClass().addAll("environment-chip", EnvironmentLook.styleClass(each));
            chip.setToggleGroup(group);
            chip.setMinWidth(USE_PREF_SIZE);
            chip.setAccessibleHelp(messages.text("environment.guard." + each));
            chip.setOnAction(e -> {
                chosen.set(each);
                chip.setSelected(true);
            });
            chip.addEventFilter(KeyEvent.KEY_PRESSED, e -> move(e, each, chosen));
            chips.put(each, chip);
            getChildren().add(chip);
        }
        guard.setMinWidth(0);
        guard.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(guard, Priority.ALWAYS);
        getChildren().add(guard);
        chosen.subscribe(now -> {
            chips.forEach((each, chip) -> {
                chip.setSelected(each == now);
                chip.setFocusTraversable(each == now);
            });
            guard.setText(now == null ? "" : messages.text("environment.guard." + now));
        });
    }

    Node first() {
        return chips.get(Environment.LOCAL);
    }

    private void move(KeyEvent event, Environment from, ObjectProperty<Environment> chosen) {
        int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        int to = from.ordinal() + step;
        if (step != 0 && to >= 0 && to < Environment.values().length) {
            Environment next = Environment.values()[to];
            chosen.set(next);
            chips.get(next).requestFocus();
        }
        if (step != 0) {
            event.consume();
        }
    }
}
