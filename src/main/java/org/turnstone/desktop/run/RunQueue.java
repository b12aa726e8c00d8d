package org.turnstone.desktop.run;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.run.RunRequest;

/**
 * The runs that begin one after another when the one that goes on has ended. Only those wait that change nothing: what a
 * migrate or a revert would do depends on how the run before it ends, and nobody has seen that plan yet.
 */
public final class RunQueue {
    private final ObservableList<RunRequest> waiting = FXCollections.observableArrayList();
    // Kept: a wrapper nobody holds is collected, and its listeners with it.
    private final ObservableList<RunRequest> shown = FXCollections.unmodifiableObservableList(waiting);
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();

    /** Whether a run may wait for the end of another: it leaves every database but a scratch one as it is. */
    public static boolean takes(RunRequest request) {
        return switch (request.kind()) {
            case DRY_RUN, TEST, DIFF -> true;
            case MIGRATE, REVERT -> false;
        };
    }

    // Properties

    /** The next one first. */
    public ObservableList<RunRequest> waiting() {
        return shown;
    }

    /** Whether they wait for somebody to say so, because what ran last did not go well and is to be looked at. */
    public ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    // Commands

    /** Takes one out. */
    public void remove(RunRequest request) {
        waiting.remove(request);
        if (waiting.isEmpty()) {
            held.set(false);
        }
    }

    /** Puts one at the end; false when the same waits already. */
    boolean add(RunRequest request) {
        return !waiting.contains(request) && waiting.add(request);
    }

    void hold() {
        held.set(!waiting.isEmpty());
    }

    void release() {
        held.set(false);
    }

    /** The one whose turn it is; null when none waits. */
    RunRequest first() {
        return waiting.isEmpty() ? null : waiting.getFirst();
    }
}
