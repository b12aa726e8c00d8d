package org.turnstone.desktop.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Hands the keyboard from pane to pane. */
final class PaneCycle {
    private final List<Parent> panes;

    PaneCycle(List<Parent> panes) {
        this.panes = List.copyOf(panes);
    }

    /** To the next pane that is shown and has something to give the keyboard to. */
    void next() {
        int at = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (hasFocus(panes.get(i))) {
                at = i;
            }
        }
        for (int step = 1; step <= panes.size(); step++) {
            Parent pane = panes.get(Math.floorMod(at + step, panes.size()));
            Node first = pane.getScene() == null ? null : first(pane);
            if (first != null) {
                first.requestFocus();
                return;
            }
        }
    }

    private static boolean hasFocus(Parent pane) {
        Node owner = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    /** The first that takes the keyboard, from left to right; nothing of what is hidden. */
    private static Node first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = first(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
