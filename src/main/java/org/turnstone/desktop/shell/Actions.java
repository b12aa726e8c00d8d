package org.turnstone.desktop.shell;

import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;

/** Everything the window can do, named once for buttons, menus and shortcuts. */
public final class Actions {
    public final Action openFolder;
    public final Action openSample;
    public final Action connect;
    public final Action addConnection;
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
    private final Messages messages;

    public Actions(ShellModel model, Theme theme, Messages messages) {
        this.model = model;
        this.messages = messages;
        var areas = model.areas();
        var when = new Conditions(model);
        openFolder = action("open", Icons.PROJECT, "Shortcut+O", when.never, model::chooseFolder);
        openSample = action("sample", Icons.MIGRATE, "Shortcut+1", when.never, areas.demo()::open);
        connect = action("connect", Icons.CONNECT, "Shortcut+L", when.never, model::paste);
        addConnection = action("addConnection", Icons.ADD, "Shortcut+Shift+N", when.never, model::addConnection);
        encode = action("encode", Icons.PASSWORD, null, when.never, () -> open(ShellModel.Dialog.ENCODE));
        save = action("save", Icons.SAVE, "Shortcut+S", when.noProject, areas.migration()::save);
        refresh = action("refresh", Icons.REFRESH, "F5", when.noProject, areas.workspace()::refresh);
        test = action("test", Icons.TEST, "Shortcut+T", when.noProject, model::test);
        dryRun = action("dryRun", Icons.DRY_RUN, "Shortcut+D", when.notConnected, model::dryRun);
        dryRunRevert = action("dryRunRevert", Icons.DRY_RUN, null, when.nothingApplied, model::dryRunRevert);
        // No shortcut: nothing that writes to a database is one slip of a finger away.
        migrate = action("migrate", Icons.MIGRATE, null, when.nothingPending, model::migrate);
        revertLast = action("revertLast", Icons.REVERT, null, when.nothingApplied, model::revertLast);
        revertSome = action("revertSome", Icons.REVERT, null, when.nothingApplied, model::revertSome);
        var selected = areas.timeline().selectedProperty();
        revertTo = action("revertTo", Icons.REVERT, null, when.notDown, () -> model.revertTo(selected.get()));
        report = action("report", Icons.REPORT, "Shortcut+Shift+R", when.noStatus, model::report);
        togglePanel = action("panel", Icons.EXPAND, "Shortcut+J", when.noProject, model::togglePanel);
        toggleTheme = action("theme", Icons.DARK, "Shortcut+Shift+L", when.never, theme::toggle);
    }

    /** All of them, grouped as a menu shows them. */
    public List<List<Action>> groups() {
        return List.of(
                List.of(openFolder, openSample, connect, addConnection, encode),
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
                    scene.getAccelerators().put(action.keys(), () -> runInFront(action));
                }
            }
        }
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                escape(e);
            }
        });
    }

    /** What stands behind a dialog is not to be worked with. */
    private void runInFront(Action action) {
        if (model.dialogProperty().get() == ShellModel.Dialog.NONE || action == toggleTheme) {
            action.runIfEnabled();
        }
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

    private void open(ShellModel.Dialog dialog) {
        model.open(dialog);
    }

    private Action action(String key, Icons icon, String keys, BooleanBinding disabled, Runnable run) {
        KeyCombination combination = keys == null ? null : KeyCombination.valueOf(keys);
        return new Action(messages.text("action." + key), icon, combination, disabled, run);
    }
}
