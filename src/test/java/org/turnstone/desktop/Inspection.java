package org.turnstone.desktop;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/** Looks at a window as somebody would who sees badly, or not at all: one complaint a line. */
final class Inspection {
    /** WCAG 2.2 AA: text, and what is large or a picture. */
    private static final double TEXT = 4.5;

    private static final double LARGE = 3;
    private static final double LARGE_SIZE = 24;
    private static final double LARGE_BOLD_SIZE = 18.66;

    private final Scene scene;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Label> labels = new HashMap<>();

    /** What stands behind a dialog is left out: it can neither be read nor reached then. */
    Inspection(Scene scene) {
        this.scene = scene;
        Node dialogs = scene.getRoot().lookup("#dialogs");
        boolean dialog = dialogs instanceof atlantafx.base.controls.ModalPane pane && pane.isDisplay();
        collect(dialog ? dialogs : scene.getRoot());
        for (Node node : nodes) {
            if (node instanceof Label label && label.getLabelFor() != null) {
                labels.put(label.getLabelFor(), label);
            }
        }
    }

    private void collect(Node node) {
        if (!node.isVisible()) {
            return;
        }
        nodes.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::collect);
        }
    }

    /** What takes the keyboard without a name for those who cannot see it. */
    List<String> nameless() {
        return nodes.stream()
                .filter(node -> node.isFocusTraversable() && !node.isDisabled())
                .filter(node -> !isNamed(node))
                .map(Inspection::path)
                .toList();
    }

    private boolean isNamed(Node node) {
        if (has(node.getAccessibleText())
                || labels.containsKey(node) && has(labels.get(node).getText())) {
            return true;
        }
        // A part of a control speaks for it: the field of a spinner, the arrow of a box.
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            boolean whole =
                    at instanceof javafx.scene.control.Spinner || at instanceof javafx.scene.control.ComboBoxBase;
            if (whole && (has(at.getAccessibleText()) || labels.containsKey(at))) {
                return true;
            }
        }
        return node instanceof Labeled labeled && has(labeled.getText())
                || node instanceof TextInputControl input && has(input.getPromptText())
                // Only scrolls; what is in it has names of its own.
                || node.getAccessibleRole() == AccessibleRole.SCROLL_PANE;
    }

    private static boolean has(String text) {
        return text != null && !text.isBlank();
    }

    /** Letters and icons that stand out too little from what is behind them in the picture. */
    List<String> pale(BufferedImage picture) {
        List<String> found = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Text text && has(text.getText()) && text.getFill() instanceof Color fill) {
                int[] place = place(text, picture);
                if (place == null || isDisabled(text) || fill.getOpacity() < 0.05) {
                    continue;
                }
                Color ground = ground(picture, place);
                double ratio = ratio(over(fill.deriveColor(0, 1, 1, opacity(text)), ground), ground);
                double needed = text instanceof FontIcon || isLarge(text) ? LARGE : TEXT;
                if (ratio < needed - 0.005) {
                    found.add(String.format(
                            Locale.ROOT,
                            "%.2f: \"%s\" %s on %s in %s",
                            ratio,
                            shortened(text),
                            fill,
                            ground,
                            path(text)));
                }
            }
        }
        return found;
    }

    private static String shortened(Text text) {
        String flat = text.getText().replace('\n', ' ');
        return flat.length() > 30 ? flat.substring(0, 30) + "…" : flat;
    }

    private static boolean isLarge(Text text) {
        double size = text.getFont().getSize();
        boolean bold = text.getFont().getStyle().toLowerCase(Locale.ROOT).contains("bold");
        return size >= LARGE_SIZE || bold && size >= LARGE_BOLD_SIZE;
    }

    /** WCAG asks nothing of what cannot be used now. */
    private static boolean isDisabled(Node node) {
        // The head of a disabled tab is no disabled node; it only looks like one.
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getPseudoClassStates().contains(PseudoClass.getPseudoClass("disabled"))) {
                return true;
            }
        }
        return node.isDisabled();
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node at = node; at != null; at = at.getParent()) {
            opacity *= at.getOpacity();
        }
        return opacity;
    }

    /** Where in the picture it can be seen: left, top, right, bottom; null where nothing of it can. */
    private static int[] place(Node node, BufferedImage picture) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        double left = bounds.getMinX();
        double top = bounds.getMinY();
        double right = bounds.getMaxX();
        double bottom = bounds.getMaxY();
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getClip() != null) {
                Bounds clip = at.localToScene(at.getClip().getBoundsInParent());
                left = Math.max(left, clip.getMinX());
                top = Math.max(top, clip.getMinY());
                right = Math.min(right, clip.getMaxX());
                bottom = Math.min(bottom, clip.getMaxY());
            }
        }
        int[] place = {
            (int) Math.max(0, Math.floor(left)),
            (int) Math.max(0, Math.floor(top)),
            (int) Math.min(picture.getWidth(), Math.ceil(right)),
            (int) Math.min(picture.getHeight(), Math.ceil(bottom))
        };
        return place[2] - place[0] < 3 || place[3] - place[1] < 5 ? null : place;
    }

    /** The colour most pixels have there. */
    private static Color ground(BufferedImage picture, int[] place) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = place[1]; y < place[3]; y++) {
            for (int x = place[0]; x < place[2]; x++) {
                counts.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        int most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return Color.rgb(most >> 16, most >> 8 & 0xff, most & 0xff);
    }

    private static Color over(Color fill, Color ground) {
        return ground.interpolate(Color.color(fill.getRed(), fill.getGreen(), fill.getBlue()), fill.getOpacity());
    }

    private static double ratio(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /** Texts with these signs in them that are shown with an ellipsis, or out of the window. */
    List<String> cut(String sign) {
        List<String> found = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Labeled labeled
                    && has(labeled.getText())
                    && labeled.getText().contains(sign)) {
                Node shown = labeled.lookup(".text");
                boolean shortened = shown instanceof Text text
                        && !text.getText().equals(labeled.getText())
                        && text.getText().endsWith(labeled.getEllipsisString());
                Bounds bounds = labeled.localToScene(labeled.getLayoutBounds());
                boolean outside = bounds.getMinX() < -1 || bounds.getMaxX() > scene.getWidth() + 1;
                if (labeled.getWidth() > 0 && (shortened && !isToldElsewhere(labeled) || outside)) {
                    found.add((outside ? "outside: " : "cut: ") + labeled.getText() + " in " + path(labeled));
                }
            }
        }
        return found;
    }

    /** A tip says all of it, or it is in a column that can be drawn wider. */
    private static boolean isToldElsewhere(Labeled labeled) {
        for (Node at = labeled; at != null; at = at.getParent()) {
            boolean tip = at instanceof Control control
                    && control.getTooltip() != null
                    && control.getTooltip().getText().contains(labeled.getText());
            if (tip || at instanceof TableColumnHeader || at instanceof TableRow) {
                return true;
            }
        }
        return false;
    }

    private static String path(Node node) {
        List<String> parts = new ArrayList<>();
        for (Node at = node; at != null && parts.size() < 5; at = at.getParent()) {
            String id = at.getId() == null ? "" : "#" + at.getId();
            parts.addFirst(at.getClass().getSimpleName()
                    + id
                    + at.getStyleClass().stream().map(style -> "." + style).reduce("", String::concat));
        }
        return String.join(" > ", parts);
    }
}
