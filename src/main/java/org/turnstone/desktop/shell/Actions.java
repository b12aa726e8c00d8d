package org.turnstone.desktop.shell;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** Everything the window can do, named once for buttons, menus and shortcuts. */
public final class Actions {
    public final Action openFolder;
    public final Action openSample;
    public final Action connect;
    public final Action encode;
    public final Action save;
    public final Action refresh;
    public final Action test;
    public final Action dryRun;
    public final Action dryRunRevert;
    public final Action migrate;
    public final Action revertLast;
    public final Action revertSome;
    public final Action revertTo;
    public final Action report;
    public final Action togglePanel;
    public final Action toggleTheme;

    private final ShellModel model;

    public Actions(ShellModel model, Theme theme, Messages messages) {
        this.model = model;
        WorkspaceModel workspace = model.areas().workspace();
        var never = Bindings.createBooleanBinding(() -> false);
        BooleanBinding noProject = workspace.projectProperty().isNull();
        BooleanBinding notConnected = Bindings.createBooleanBinding(
                () -> !model.isConnected(),
                workspace.projectProperty(),
                workspace.targetProperty(),
                workspace.statusProperty(),
                workspace.linkProperty());
        BooleanBinding nothingPending = Bindings.createBooleanBinding(
                () -> !model.isConnected()
                        || workspace.statusProperty().get().status().pending().isEmpty(),
                workspace.statusProperty(),
                workspace.linkProperty());
        BooleanBinding nothingApplied = Bindings.createBooleanBinding(
                () -> !model.isConnected() || model.applied().isEmpty(),
                workspace.statusProperty(),
                workspace.linkProperty());
        BooleanBinding noStatus = workspace.statusProperty().isNull();
        var selected = model.areas().timeline().selectedProperty();
        BooleanBinding notDown = Bindings.createBooleanBinding(
                () -> !model.isConnected() || model.applied().indexOf(selected.get()) <= 0,
                selected,
                workspace.statusProperty(),
                workspace.linkProperty());
        openFolder = action(messages, "open", Icons.PROJECT, "Shortcut+O", never, model::chooseFolder);
        openSample = action(
                messages,
                "sample",
                Icons.MIGRATE,
                "Shortcut+1",
                never,
                model.areas().demo()::open);
        connect = action(
                messages, "connect", Icons.CONNECT, "Shortcut+L", never, () -> model.open(ShellModel.Dialog.CONNECT));
        encode = action(messages, "encode", Icons.PASSWORD, null, never, () -> model.open(ShellModel.Dialog.ENCODE));
        save = action(
                messages,
                "save",
                Icons.SAVE,
                "Shortcut+S",
                noProject,
                model.areas().migration()::save);
        refresh = action(messages, "refresh", Icons.REFRESH, "F5", noProject, workspace::refresh);
        test = action(messages, "test", Icons.TEST, "Shortcut+T", noProject, model::test);
        dryRun = action(messages, "dryRun", Icons.DRY_RUN, "Shortcut+D", notConnected, model::dryRun);
        dryRunRevert = action(messages, "dryRunRevert", Icons.DRY_RUN, null, nothingApplied, model::dryRunRevert);
        // No shortcut: nothing that writes to a database is one slip of a finger away.
        migrate = action(messages, "migrate", Icons.MIGRATE, null, nothingPending, model::migrate);
        revertLast = action(messages, "revertLast", Icons.REVERT, null, nothingApplied, model::revertLast);
        revertSome = action(messages, "revertSome", Icons.REVERT, null, nothingApplied, model::revertSome);
        revertTo = action(messages, "revertTo", Icons.REVERT, null, notDown, () -> model.revertTo(selected.get()));
        report = action(messages, "report", Icons.REPORT, "Shortcut+Shift+R", noStatus, model::report);
        togglePanel = action(
                messages,
                "panel",
                Icons.EXPAND,
                "Shortcut+J",
                noProject,
                () -> model.panelProperty().set(!model.panelProperty().get()));
        toggleTheme = action(messages, "theme", Icons.DARK, "Shortcut+Shift+L", never, theme::toggle);
    }

    /** All of them, grouped as a menu shows them. */
    public List<List<Action>> groups() {
        return List.of(
                List.of(openFolder, openSample, connect, encode),
                List.of(save, refresh),
                List.of(test, dryRun, dryRunRevert, migrate),
                List.of(revertLast, revertSome, revertTo),
                List.of(report, togglePanel, toggleTheme));
    }

    /** Makes the shortcuts work in a scene. */
    public void listenIn(Scene scene) {
        for (List<Action> group : groups()) {
            for (Action action : group) {
                if (action.keys() != null) {
                    scene.getAccelerators().put(action.keys(), action::runIfEnabled);
                }
            }
        }
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                escape(e);
            }
        });
    }

    /** Closes what is in front; where nothing is, ends the run. */
    private void escape(KeyEvent event) {
        if (model.dialogProperty().get() != ShellModel.Dialog.NONE) {
            model.closeDialog();
            event.consume();
        } else if (model.areas().run().isRunning()) {
            model.areas().run().cancel();
            event.consume();
        }
    }

    private static Action action(
            Messages messages, String key, Icons icon, String keys, BooleanBinding disabled, Runnable run) {
        KeyCombination combination = keys == null ? null : KeyCombination.valueOf(keys);
        return new Action(messages.text("action." + key), icon, combination, disabled, run);
    }
}
