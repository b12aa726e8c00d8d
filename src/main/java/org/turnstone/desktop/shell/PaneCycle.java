package org.turnstone.desktop.shell;

import java.util.List;
import javafx.scene.Parent;

/** Hands the keyboard from pane to pane. */
final class PaneCycle {
    private final FocusHome home;
    private final List<Parent> panes;

    PaneCycle(FocusHome home, List<Parent> panes) {
        this.home = home;
        this.panes = List.copyOf(panes);
    }

    /** To the next pane that is shown and has something to give the keyboard to. */
    void next() {
        go(at() + 1, 1);
    }

    /** The same, backwards. */
    void previous() {
        go((at() < 0 ? 0 : at()) - 1, -1);
    }

    private int at() {
        for (int i = 0; i < panes.size(); i++) {
            if (home.isIn(panes.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void go(int from, int step) {
        for (int i = 0; i < panes.size(); i++) {
            if (home.enter(panes.get(Math.floorMod(from + i * step, panes.size())))) {
                return;
            }
        }
    }
}
