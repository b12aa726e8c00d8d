package org.turnstone.desktop.controls;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** Wants to be as high as its content is at its width, and scrolls where there is less room than that. */
public final class TallPane extends ScrollPane {
    private final Region content;
    private final double usualWidth;
    private final double most;

    /** The width it will have, for when nothing is laid out yet. */
    public TallPane(Region content, double usualWidth) {
        this(content, usualWidth, Double.MAX_VALUE);
    }

    /** One that is never higher than that, and gives nothing of its height away. */
    public TallPane(Region content, double usualWidth, double most) {
        super(content);
        this.most = most;
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
        return Math.min(most, content.prefHeight(getWidth() > 0 ? getWidth() : usualWidth));
    }

    @Override
    protected double computeMinHeight(double width) {
        return most < Double.MAX_VALUE ? computePrefHeight(width) : 60;
    }
}
