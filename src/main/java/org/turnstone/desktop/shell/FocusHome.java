package org.turnstone.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.run.RunModel;

/**
 * Where the keyboard goes when what has it is of no more use, such as a button whose run began or ended: to the way to
 * cancel that run, or back to the pane that was worked in. Left alone, it would go to whatever stands next to the button.
 */
final class FocusHome {
    private static final Set<String> CANCELS = Set.of("cancel-run", "cancel-test", "status-cancel", "status-run");

    private final ShellModel model;
    private final RunModel run;
    private final FxThread fx;
    private final Node root;
    private final ChangeListener<Boolean> onDisabled = (disabled, before, now) -> useless(now);
    private final ChangeListener<Node> onMoved = (owner, before, now) -> moved(before, now);
    private final Map<Parent, Node> last = new HashMap<>();
    private final Map<Parent, Supplier<Node>> fronts = new HashMap<>();
    private List<Parent> panes = List.of();
    private Parent worked;
    private Runnable otherwise = () -> {};

    /** @param root is in the window for good */
    FocusHome(Node root, ShellModel model, FxThread fx) {
        this.root = root;
        this.model = model;
        this.run = model.areas().run();
        this.fx = fx;
        root.sceneProperty().addListener((scene, before, now) -> {
            if (before != null) {
                before.focusOwnerProperty().removeListener(onMoved);
            }
            if (now != null) {
                now.focusOwnerProperty().addListener(onMoved);
            }
        });
        run.stateProperty().subscribe(state -> {
            if (state == RunModel.State.ENDED && isCancel(owner())) {
                go();
            }
        });
    }

    /**
     * The panes there are to work in.
     *
     * @param those each with what in it is to have the keyboard first
     * @param usual gives the keyboard to the one that is always there
     */
    void panes(Map<Parent, Supplier<Node>> those, Runnable usual) {
        fronts.putAll(those);
        panes = List.copyOf(those.keySet());
        otherwise = usual;
    }

    /** Gives the keyboard to what had it last in the pane that was worked in. */
    void go() {
        if (!panes.isEmpty() && !(worked != null && enter(worked))) {
            otherwise.run();
        }
    }

    /** Gives it back to a node that had it, or to the pane where that is not to be had any more. */
    void back(Node before) {
        if (isUsable(before)) {
            before.requestFocus();
        } else {
            go();
        }
    }

    /** Gives the keyboard to a pane: where it was last, or to the first that takes it; false where nothing does. */
    boolean enter(Parent pane) {
        Node wanted = last.get(pane);
        if (!isUsable(wanted) || !isIn(pane, wanted)) {
            Node front = fronts.getOrDefault(pane, () -> pane).get();
            wanted = !isUsable(pane) ? null : first(front) != null ? first(front) : first(pane);
        }
        if (wanted != null) {
            wanted.requestFocus();
        }
        return wanted != null;
    }

    /** Whether the keyboard is in there. */
    boolean isIn(Parent pane) {
        return isIn(pane, owner());
    }

    private Node owner() {
        Scene scene = root.getScene();
        return scene == null ? null : scene.getFocusOwner();
    }

    private void moved(Node before, Node now) {
        if (before != null) {
            before.disabledProperty().removeListener(onDisabled);
        }
        if (now == null) {
            fx.later(this::findAgain);
            return;
        }
        now.disabledProperty().addListener(onDisabled);
        for (Parent pane : panes) {
            // Who cancels a run was at work elsewhere.
            if (isIn(pane, now) && !isCancel(now)) {
                worked = pane;
                last.put(pane, now);
            }
        }
    }

    /** What was taken out of the window had the keyboard, and nobody has it now. */
    private void findAgain() {
        boolean lost = root.getScene() != null && owner() == null;
        // A window that closes has nothing to look for.
        boolean open = lost
                && root.getScene().getWindow() != null
                && root.getScene().getWindow().isShowing();
        if (open && model.dialogProperty().get() == ShellModel.Dialog.NONE) {
            go();
        }
    }

    /** What is disabled inside of a pane is that pane's own affair, and so is what is in a dialog. */
    private void useless(boolean disabled) {
        Node owner = owner();
        boolean ours = panes.stream().noneMatch(pane -> isIn(pane, owner)) || isCancel(owner);
        if (!disabled || !ours || model.dialogProperty().get() != ShellModel.Dialog.NONE) {
            return;
        }
        go();
        Node given = owner();
        // Once the run's panel is laid out.
        fx.later(() -> {
            if (run.isRunning() && owner() == given) {
                cancel();
            }
        });
    }

    private static boolean isCancel(Node node) {
        return node != null && node.getId() != null && CANCELS.contains(node.getId());
    }

    private void cancel() {
        for (String id : List.of("#cancel-run", "#cancel-test")) {
            Node cancel = root.getScene() == null ? null : root.getScene().lookup(id);
            if (isUsable(cancel)) {
                cancel.requestFocus();
                return;
            }
        }
    }

    private static boolean isIn(Parent pane, Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    private boolean isUsable(Node node) {
        if (node == null || node.isDisabled() || !Objects.equals(node.getScene(), root.getScene())) {
            return false;
        }
        return isShown(node);
    }

    /** Whether neither it nor what it is in is hidden. */
    static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
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
