package org.turnstone.desktop;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Whether somebody who looks at a window sees what has the keyboard: it is drawn with and without, and compared. */
final class FocusMark {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final PseudoClass VISIBLE = PseudoClass.getPseudoClass("focus-visible");

    /** Around a control, where a ring may be drawn. */
    private static final double RING = 4;

    /** So many pixels are a mark; fewer may be a caret that blinked. */
    private static final int PIXELS = 40;

    private FocusMark() {}

    /** On the JavaFX thread only. */
    static boolean isSeen(Scene scene) {
        Node owner = scene.getFocusOwner();
        if (owner == null || !owner.isFocused() || !owner.isVisible()) {
            return false;
        }
        // A scroll pane keeps an image of its content; a snapshot between two pulses would leave an old one in it.
        scene.getRoot().lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
        boolean visible = owner.isFocusVisible();
        int[] with = pixels(scene, owner);
        owner.pseudoClassStateChanged(FOCUSED, false);
        owner.pseudoClassStateChanged(VISIBLE, false);
        scene.getRoot().applyCss();
        int[] without = pixels(scene, owner);
        owner.pseudoClassStateChanged(FOCUSED, true);
        owner.pseudoClassStateChanged(VISIBLE, visible);
        scene.getRoot().applyCss();
        int different = 0;
        for (int i = 0; i < with.length; i++) {
            different += with[i] == without[i] ? 0 : 1;
        }
        return different >= PIXELS;
    }

    private static int[] pixels(Scene scene, Node owner) {
        Bounds bounds = owner.localToScene(owner.getLayoutBounds());
        var view = new SnapshotParameters();
        view.setViewport(new Rectangle2D(
                bounds.getMinX() - RING,
                bounds.getMinY() - RING,
                bounds.getWidth() + 2 * RING,
                bounds.getHeight() + 2 * RING));
        WritableImage image = scene.getRoot().snapshot(view, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }
}
