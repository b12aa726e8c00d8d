package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.sql.DataLoss;

/** Everything the window can do, named once for buttons, menus and shortcuts. */
public final class Actions {
    public final Action openFolder;
    public final Action openSample;
    public final Action quit;
    public final Action palette;
    public final Action goTo;
    public final Action disconnect;
    public final Action export;
    public final Action toggleSidebar;
    public final Action nextPane;
    public final Action previousPane;
    public final Action larger;
    public final Action smaller;
    public final Action usualSize;
    public final Action systemTheme;
    public final Action connect;
    public final Action addConnection;
    public final Action encode;
    public final Action newMigration;
    public final Action searchScripts;
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
    public final Action baseline;
    public final Action unlock;
    public final Action cancelRun;
    public final Action trust;
    public final Action distrust;
    public final Action togglePanel;
    public final Action toggleTheme;

    /** A menu: its name, and its lines in groups. */
    public record Group(String title, List<List<Action>> actions) {}

    /** Where Esc is meant for the run: its panel, and what of it is in the status bar. */
    private static final Set<String> OF_THE_RUN = Set.of("run-panel", "proof", "status-run", "status-cancel");

    private static final KeyCombination MENU = KeyCombination.valueOf("F10");
    private static final KeyCombination SHIFTED_PLUS = KeyCombination.valueOf("Shortcut+Shift+EQUALS");
    private static final double SMALLEST_LETTERS = 8;
    private static final double LARGEST_LETTERS = 32;

    private final ShellModel model;
    private final Messages messages;
    private final List<ObservableValue<String>> prices = new ArrayList<>();
    private Runnable paneAfterThis = () -> {};
    private Runnable paneBeforeThis = () -> {};

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
        newMigration = action("newMigration", Icons.ADD, "Shortcut+N", when.noProject, model::newMigration);
        searchScripts = action("searchScripts", Icons.SEARCH, "Shortcut+Shift+F", when.noProject, model::searchScripts);
        save = action("save", Icons.SAVE, "Shortcut+S", when.noProject, areas.migration()::save);
        refresh = action("refresh", Icons.REFRESH, "F5", when.noProject, areas.workspace()::refresh);
        test = action("test", Icons.TEST, "Shortcut+T", when.noProject, model.runs()::test);
        dryRun = action("dryRun", Icons.DRY_RUN, "Shortcut+D", when.notConnected, model.runs()::dryRun);
        dryRunRevert = action("dryRunRevert", Icons.DRY_RUN, null, when.nothingApplied, model.runs()::dryRunRevert);
        // No shortcut: nothing that writes to a database is one slip of a finger away.
        migrate = action("migrate", Icons.MIGRATE, null, when.nothingPending, model.runs()::migrate);
        RevertLosses losses = model.losses();
        revertLast = action(
                "revertLast",
                Icons.REVERT,
                when.nothingApplied,
                price(losses.lastProperty()),
                model.runs()::revertLast);
        revertSome = action("revertSome", Icons.REVERT, null, when.nothingApplied, model.runs()::revertSome);
        var selected = areas.timeline().selectedProperty();
        revertTo = action(
                "revertTo",
                Icons.REVERT,
                when.notDown,
                price(losses.downToProperty()),
                () -> model.runs().revertTo(selected.get()));
        report = action("report", Icons.REPORT, "Shortcut+Shift+R", when.noStatus, model.files()::report);
        var offers = model.offers();
        baseline =
                action("baseline", Icons.WAY_OUT, null, when.nothingToTakeOver, () -> model.propose(offers.takeOver()));
        unlock = action("unlock", Icons.UNLOCK, null, when.noLockToFree, () -> model.propose(offers.unlock()));
        cancelRun = action("cancelRun", Icons.CANCEL, null, when.notRunning, areas.run()::cancel);
        var trusted = areas.shelf().trust();
        trust = action("trust", Icons.TRUST, null, trusted.untrustedProperty().isNull(), trusted::ask);
        distrust = action("distrust", null, null, trusted.givenProperty().isNull(), trusted::withdraw);
        togglePanel = action("panel", Icons.EXPAND, "Shortcut+J", when.noProject, model::togglePanel);
        palette = action("palette", Icons.SEARCH, "Shortcut+Shift+P", when.never, () -> model.palette(false));
        goTo = action("goTo", Icons.SEARCH, "Shortcut+P", when.never, () -> model.palette(true));
        disconnect = action("disconnect", Icons.CLOSE, null, when.noTarget, model::disconnect);
        export = action("export", Icons.REPORT, "Shortcut+E", when.noResult, model.files()::export);
        toggleSidebar = action("sidebar", Icons.SIDEBAR, "Shortcut+B", when.noProject, model::toggleSidebar);
        nextPane = action("nextPane", Icons.NEXT, "F6", when.noProject, () -> paneAfterThis.run());
        previousPane = action("previousPane", null, "Shift+F6", when.noProject, () -> paneBeforeThis.run());
        larger = action("larger", Icons.LARGER, "Shortcut+PLUS", when.never, () -> model.scale(1));
        smaller = action("smaller", Icons.SMALLER, "Shortcut+MINUS", when.never, () -> model.scale(-1));
        usualSize = action("usualSize", null, "Shortcut+0", when.never, () -> model.scale(0));
        var following = Bindings.createBooleanBinding(
                () -> theme.choiceProperty().get() == Theme.Choice.SYSTEM, theme.choiceProperty());
        systemTheme = action("systemTheme", null, null, following, () -> theme.choose(Theme.Choice.SYSTEM));
        quit = action("quit", null, "Shortcut+Q", when.never, model::quit);
        toggleTheme = action("theme", Icons.DARK, "Shortcut+Shift+L", when.never, theme::toggle);
    }

    /** All of them, as menus show them. */
    public List<Group> menus() {
        return List.of(
                menu(
                        "project",
                        List.of(
                                List.of(openFolder, openSample),
                                List.of(newMigration, save, refresh),
                                List.of(report, export),
                                List.of(trust, distrust),
                                List.of(quit))),
                menu("connection", List.of(List.of(connect, addConnection, disconnect), List.of(encode))),
                menu(
                        "run",
                        List.of(
                                List.of(test, dryRun, dryRunRevert, migrate),
                                List.of(revertLast, revertSome, revertTo),
                                List.of(cancelRun),
                                List.of(baseline, unlock))),
                menu(
                        "view",
                        List.of(
                                List.of(palette, goTo, searchScripts),
                                List.of(togglePanel, toggleSidebar, nextPane, previousPane),
                                List.of(larger, smaller, usualSize),
                                List.of(toggleTheme, systemTheme))));
    }

    /** All of them in one row. */
    public List<Action> all() {
        return menus().stream()
                .flatMap(menu -> menu.actions().stream())
                .flatMap(List::stream)
                .toList();
    }

    private Group menu(String key, List<List<Action>> groups) {
        return new Group(messages.text("menu." + key), groups);
    }

    /** What going to the next pane and to the one before means, the window knows. */
    void onPanes(Runnable next, Runnable previous) {
        paneAfterThis = next;
        paneBeforeThis = previous;
    }

    /** Makes the shortcuts work in a scene. */
    public void listenIn(Scene scene) {
        for (Action action : all()) {
            if (action.keys() != null) {
                scene.getAccelerators().put(action.keys(), () -> runInFront(action));
            }
        }
        // Where plus is a shifted key, and on the number pad.
        for (String plus : List.of("Shortcut+EQUALS", "Shortcut+Shift+EQUALS", "Shortcut+ADD")) {
            scene.getAccelerators().put(KeyCombination.valueOf(plus), larger.run());
        }
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+SUBTRACT"), smaller.run());
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.NUMPAD0, KeyCombination.SHORTCUT_DOWN), usualSize.run());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                escape(e);
            } else if (e.getCode() == KeyCode.F10 && MENU.match(e)) {
                openMenu(scene, e);
            } else if (SHIFTED_PLUS.match(e) && isInScript(e.getTarget())) {
                largerLetters();
                e.consume();
            }
        });
    }

    private void openMenu(Scene scene, KeyEvent event) {
        boolean free = model.dialogProperty().get() == ShellModel.Dialog.NONE;
        if (free && scene.lookup("#menu") instanceof MenuButton menu) {
            menu.requestFocus();
            menu.show();
            event.consume();
        }
    }

    /** The other keys for this are the editor's already; where plus is a shifted key, it is none of the window's either. */
    private void largerLetters() {
        var size = model.areas().migration().fontSizeProperty();
        size.set(Math.clamp(size.get() + 1, SMALLEST_LETTERS, LARGEST_LETTERS));
    }

    private static boolean isInScript(Object target) {
        return target instanceof Node node
                && node.getId() != null
                && node.getId().startsWith("editor-");
    }

    /** What stands behind a dialog is not to be worked with. */
    private void runInFront(Action action) {
        boolean looksOnly = List.of(toggleTheme, larger, smaller, usualSize).contains(action);
        if (model.dialogProperty().get() == ShellModel.Dialog.NONE || looksOnly) {
            action.runIfEnabled();
        }
    }

    /** Closes what is in front; where nothing is, ends the run, but only for who is in its panel: elsewhere it leaves a field. */
    private void escape(KeyEvent event) {
        if (model.dialogProperty().get() != ShellModel.Dialog.NONE) {
            model.closeDialog();
            event.consume();
        } else if (model.areas().run().isRunning() && isAtTheRun(event.getTarget())) {
            model.areas().run().cancel();
            event.consume();
        }
    }

    private static boolean isAtTheRun(Object target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at.getId() != null && OF_THE_RUN.contains(at.getId())) {
                return true;
            }
        }
        return false;
    }

    private void open(ShellModel.Dialog dialog) {
        model.open(dialog);
    }

    private Action action(String key, Icons icon, String keys, BooleanBinding disabled, Runnable run) {
        KeyCombination combination = keys == null ? null : KeyCombination.valueOf(keys);
        return new Action(messages.text("action." + key), icon, combination, disabled, null, run);
    }

    private Action action(
            String key, Icons icon, BooleanBinding disabled, ObservableValue<String> price, Runnable run) {
        return new Action(messages.text("action." + key), icon, null, disabled, price, run);
    }

    /** What goes with it, kept here because a mapped value nobody holds is collected. */
    private ObservableValue<String> price(ObservableValue<List<DataLoss>> losses) {
        var words = new LossWords(messages);
        ObservableValue<String> price =
                losses.map(gone -> gone.isEmpty() ? "" : messages.text("loss.goes", words.all(gone, Map.of())));
        prices.add(price);
        return price;
    }
}
