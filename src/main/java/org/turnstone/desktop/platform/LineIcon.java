package org.turnstone.desktop.platform;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import org.kordamp.ikonli.javafx.FontIcon;

/** A drawing of lines that the icon font lacks. It takes size and colour from the style sheet as the font's icons do. */
final class LineIcon extends StackPane {
    /** The square in which the lines are given. */
    private static final double DRAWN = 24;

    LineIcon(String path) {
        // Without a glyph: only there to be styled.
        var styled = new FontIcon();
        styled.setManaged(false);
        var lines = new SVGPath();
        lines.setContent(path);
        lines.setFill(null);
        lines.setStrokeWidth(2);
        lines.setStrokeLineCap(StrokeLineCap.ROUND);
        lines.setStrokeLineJoin(StrokeLineJoin.ROUND);
        lines.strokeProperty().bind(styled.fillProperty());
        var scale = new Scale();
        lines.getTransforms().add(scale);
        getChildren().setAll(styled, new Group(lines));
        setMouseTransparent(true);
        styled.iconSizeProperty().subscribe(size -> {
            double wide = size.doubleValue();
            scale.setX(wide / DRAWN);
            scale.setY(wide / DRAWN);
            setMinSize(wide, wide);
            setPrefSize(wide, wide);
            setMaxSize(wide, wide);
        });
    }
}
