package org.turnstone.desktop.timeline;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** The facts of a migration in one row. They are bare texts: a label each would cost several times as much to lay out. */
final class FactRow extends Region {
    private final Map<Fact, String> words = new EnumMap<>(Fact.class);
    private final Map<Fact, Text> texts = new EnumMap<>(Fact.class);

    FactRow() {
        for (Fact fact : Fact.values()) {
            var text = new Text();
            text.getStyleClass().add("fact");
            if (fact == Fact.VERSION) {
                text.getStyleClass().add("mono");
            }
            // Nobody but this row has to know how wide they are.
            text.setManaged(false);
            text.setVisible(false);
            texts.put(fact, text);
            getChildren().add(text);
        }
    }

    /** Says something, or nothing, about one of them. */
    void say(Fact fact, String said) {
        String before = said == null || said.isEmpty() ? words.remove(fact) : words.put(fact, said);
        if (said == null ? before != null : !said.equals(before)) {
            requestLayout();
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(Math.max(high(Fact.VERSION), high(Fact.TIME)));
    }

    private double high(Fact fact) {
        return texts.get(fact).getLayoutBounds().getHeight();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth();
        Map<Fact, String> shown = width() <= room ? words : FactFit.of(words, room, this::wide);
        double x = 0;
        for (Map.Entry<Fact, Text> each : texts.entrySet()) {
            Text text = each.getValue();
            String said = shown.get(each.getKey());
            text.setVisible(said != null);
            if (said != null) {
                double width = wide(each.getKey(), said);
                text.relocate(
                        x, Math.round((getHeight() - text.getLayoutBounds().getHeight()) / 2));
                x += width + FactFit.GAP;
            }
        }
    }

    private double width() {
        double width = -FactFit.GAP;
        for (Map.Entry<Fact, String> each : words.entrySet()) {
            width += wide(each.getKey(), each.getValue()) + FactFit.GAP;
        }
        return width;
    }

    private double wide(Fact fact, String said) {
        Text text = texts.get(fact);
        text.setText(said);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
