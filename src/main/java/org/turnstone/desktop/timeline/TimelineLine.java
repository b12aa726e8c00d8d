package org.turnstone.desktop.timeline;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.format.MigrationState;

/**
 * The picture of one migration: its mark on the rail, its name, badges, and the facts below. It lays them out by itself,
 * because boxes in boxes would each ask all of them for their sizes at every line that comes into sight.
 */
final class TimelineLine extends Region {
    private static final double RAIL = 18;
    private static final double RAIL_LINE = 2;
    private static final double WORDS = 36;
    private static final double ABOVE = 8;
    private static final double BELOW = 9;
    private static final double BETWEEN_ROWS = 3;
    private static final double BETWEEN_BADGES = 8;
    private static final double MARK = 14;
    private static final double LEAST_TITLE = 40;

    private final Region railLine = new Region();
    private final StateMark mark = new StateMark();
    private final Label title = Labels.of("", "timeline-title");
    private final Badge state = new Badge();
    private final Badge findings = new Badge("", Tone.WARNING);
    private final FactRow facts = new FactRow();

    TimelineLine() {
        railLine.getStyleClass().add("rail-line");
        getChildren().addAll(railLine, mark, title, state, findings, facts);
    }

    /** Shows a state. Its colours are worked out at once: lines change while they are laid out, when that is over. */
    void state(String word, Tone tone, MigrationState now) {
        if (mark.show(now)) {
            mark.applyCss();
        }
        if (state.show(word, tone)) {
            state.applyCss();
        }
    }

    Label title() {
        return title;
    }

    Badge findings() {
        return findings;
    }

    FactRow facts() {
        return facts;
    }

    @Override
    protected double computePrefHeight(double width) {
        return ABOVE + firstRow() + BETWEEN_ROWS + facts.prefHeight(-1) + BELOW;
    }

    @Override
    protected double computePrefWidth(double height) {
        return WORDS;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    private double firstRow() {
        return Math.max(title.prefHeight(-1), state.prefHeight(-1));
    }

    @Override
    protected void layoutChildren() {
        railLine.resizeRelocate((RAIL - RAIL_LINE) / 2, 0, RAIL_LINE, getHeight());
        mark.resizeRelocate((RAIL - MARK) / 2, MARK, MARK, MARK);
        double high = firstRow();
        double right = getWidth();
        if (findings.isVisible()) {
            right = putLeftOf(right, findings, high);
        }
        right = putLeftOf(right, state, high);
        double own = title.prefHeight(-1);
        title.resizeRelocate(
                WORDS, ABOVE + Math.round((high - own) / 2), Math.max(LEAST_TITLE, Math.floor(right - WORDS)), own);
        facts.resizeRelocate(WORDS, ABOVE + high + BETWEEN_ROWS, Math.max(0, getWidth() - WORDS), facts.prefHeight(-1));
    }

    /** Puts a badge before a place, and says where the place before the badge is. */
    private static double putLeftOf(double right, Badge badge, double high) {
        double width = Math.ceil(badge.prefWidth(-1));
        double own = badge.prefHeight(-1);
        badge.resizeRelocate(right - width, ABOVE + Math.round((high - own) / 2), width, own);
        return right - width - BETWEEN_BADGES;
    }
}
