package org.turnstone.desktop.controls;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** Wants to be as high as its content is at its width, and scrolls where there is less room than that. */
public final class TallPane extends ScrollPane {
    private final Region content;
    private final double usualWidth;

    /** The width it will have, for when nothing is laid out yet. */
    public TallPane(Region content, double usualWidth) {
        super(content);
        this.content = content;
        this.usualWidth = usualWidth;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().add("edge-to-edge");
        content.heightProperty().subscribe(height -> requestLayout());
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(getWidth() > 0 ? getWidth() : usualWidth);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 60;
    }
}
