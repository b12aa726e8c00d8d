package org.turnstone.desktop.timeline;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Shows one of several nodes and keeps the others: one that is put in anew would get its styles anew, all the way down. */
final class OneOf extends Region {
    private Region shown;

    void show(Region wanted) {
        if (wanted == shown) {
            return;
        }
        if (shown != null) {
            shown.setVisible(false);
        }
        if (wanted.getParent() != this) {
            getChildren().add(wanted);
        }
        wanted.setVisible(true);
        shown = wanted;
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return shown == null ? 0 : shown.prefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return shown == null ? 0 : shown.prefWidth(height);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        for (Node child : getChildren()) {
            if (child == shown) {
                shown.resizeRelocate(0, 0, getWidth(), getHeight());
            }
        }
    }
}
