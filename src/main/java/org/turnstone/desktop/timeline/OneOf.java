package org.turnstone.desktop.timeline;

import javafx.scene.layout.Region;

/**
 * Shows one of several nodes and keeps the others: one that is put in anew would get its styles anew, all the way down.
 * What changes in them is nobody else's business. A list's cell that had to be laid out because of it would have all of its
 * styles worked out again at every line it shows.
 */
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
            wanted.setManaged(false);
            getChildren().add(wanted);
            wanted.applyCss();
        }
        wanted.setVisible(true);
        shown = wanted;
        layoutChildren();
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
        if (shown != null) {
            shown.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
