package org.turnstone.desktop.controls;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows its content larger or smaller, as if the window were smaller or larger. */
public final class ScaledPane extends Region {
    private final Region content;
    private final DoubleProperty scale = new SimpleDoubleProperty(1);

    public ScaledPane(Region content) {
        this.content = content;
        var transform = new Scale(1, 1, 0, 0);
        transform.xProperty().bind(scale);
        transform.yProperty().bind(scale);
        content.getTransforms().add(transform);
        getChildren().setAll(content);
        scale.subscribe(now -> requestLayout());
    }

    public DoubleProperty scaleProperty() {
        return scale;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.get(), getHeight() / scale.get());
    }

    @Override
    protected double computeMinWidth(double height) {
        return content.minWidth(-1) * scale.get();
    }

    @Override
    protected double computeMinHeight(double width) {
        return content.minHeight(-1) * scale.get();
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(-1) * scale.get();
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(-1) * scale.get();
    }
}
