package org.turnstone.desktop.search;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Labels;

/** A line with what was found in it. Where there is no room for all of it, what is around the words found gives way. */
final class Excerpt extends Region {
    private final Label before = Labels.of("", "mono");
    private final Label hit = Labels.of("", "mono", "search-hit");
    private final Label after = Labels.of("", "mono");

    Excerpt() {
        before.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        getChildren().setAll(before, hit, after);
        setMinWidth(0);
    }

    void show(Found.Hit found) {
        before.setText(found.text().substring(0, found.begin()));
        hit.setText(found.text().substring(found.begin(), found.end()));
        after.setText(found.text().substring(found.end()));
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        return before.prefWidth(-1) + hit.prefWidth(-1) + after.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return hit.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        double words = Math.min(getWidth(), hit.prefWidth(-1));
        double rest = getWidth() - words;
        double left = Math.min(before.prefWidth(-1), Math.max(rest / 2, rest - after.prefWidth(-1)));
        double right = Math.min(after.prefWidth(-1), rest - left);
        double height = getHeight();
        before.resizeRelocate(0, 0, left, height);
        hit.resizeRelocate(left, 0, words, height);
        after.resizeRelocate(left + words, 0, right, height);
    }
}
