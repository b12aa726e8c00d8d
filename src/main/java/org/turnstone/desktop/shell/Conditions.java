package org.turnstone.desktop.shell;

import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** When an action makes no sense. */
final class Conditions {
    final BooleanBinding never = Bindings.createBooleanBinding(() -> false);
    final BooleanBinding noProject;
    final BooleanBinding noStatus;
    final BooleanBinding noTarget;
    final BooleanBinding noResult;
    final BooleanBinding notRunning;
    final BooleanBinding notConnected;
    final BooleanBinding nothingPending;
    final BooleanBinding nothingApplied;
    final BooleanBinding nothingToTakeOver;
    final BooleanBinding noLockToFree;
    /** The selected migration is not one that others can be reverted down to. */
    final BooleanBinding notDown;

    private final ShellModel model;
    private final WorkspaceModel workspace;

    Conditions(ShellModel model) {
        this.model = model;
        this.workspace = model.areas().workspace();
        noProject = workspace.projectProperty().isNull();
        noStatus = workspace.statusProperty().isNull();
        noTarget = workspace.targetProperty().isNull();
        noResult = model.areas().run().resultProperty().isNull();
        var run = model.areas().run();
        notRunning = Bindings.createBooleanBinding(
                () -> run.stateProperty().get() != RunModel.State.RUNNING, run.stateProperty());
        notConnected = unless(() -> true);
        nothingPending = unless(
                () -> !workspace.statusProperty().get().status().pending().isEmpty());
        nothingApplied = unless(() -> !model.runs().applied().isEmpty());
        nothingToTakeOver = unless(() -> model.offers().takeOver() != null);
        noLockToFree = unless(() -> model.offers().unlock() != null);
        var selected = model.areas().timeline().selectedProperty();
        notDown = unless(() -> model.runs().applied().indexOf(selected.get()) > 0);
    }

    /** True while there is no connection, or while what is asked for is not so. */
    private BooleanBinding unless(Callable<Boolean> wanted) {
        return Bindings.createBooleanBinding(
                () -> !model.isConnected() || !wanted.call(),
                workspace.projectProperty(),
                workspace.targetProperty(),
                workspace.statusProperty(),
                workspace.linkProperty(),
                model.areas().timeline().selectedProperty());
    }
}
