package org.turnstone.desktop.shell;

import java.util.List;
import javafx.application.ColorScheme;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.connections.EnvironmentLook;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Buttons;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.workspace.KnownProject;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.run.StatusResult;

/** The bar at the top: what is looked at, and what can be done with it. */
final class TopBarView {
    /** How much the bar leaves out of what is said elsewhere too; it takes the first that fits. */
    private enum Room {
        ALL,
        NO_SHORTCUTS,
        NO_BADGES,
        ICONS,
        LEAST
    }

    private final ShellModel model;
    private final WorkspaceModel workspace;
    private final ProfilesModel profiles;
    private final Actions actions;
    private final Messages messages;
    private final HBox root = new HBox(10) {
        @Override
        protected void layoutChildren() {
            fit();
            super.layoutChildren();
        }
    };
    private double fittedWidth = -1;
    private double fittedNeed = -1;
    private final ObjectProperty<Room> room = new SimpleObjectProperty<>(Room.ALL);
    private final ObservableValue<Boolean> wide = room.map(now -> now == Room.ALL);
    private final ObservableValue<Boolean> middle = room.map(now -> now.compareTo(Room.NO_BADGES) < 0);
    private final ObservableValue<Boolean> words = room.map(now -> now.compareTo(Room.ICONS) < 0);
    private final ObservableValue<Boolean> more = room.map(now -> now != Room.LEAST);

    TopBarView(ShellModel model, Actions actions, Theme theme, Messages messages) {
        this.model = model;
        this.workspace = model.areas().workspace();
        this.profiles = model.areas().connections().profiles();
        this.actions = actions;
        this.messages = messages;
        root.getStyleClass().add("top-bar");
        root.setAlignment(Pos.CENTER_LEFT);
        // It fits itself into what there is, so it must not ask for more.
        root.setMinWidth(0);
        MenuButton project = projectChooser();
        MenuButton target = targetChooser();
        Button test = button(actions.test, "test", true);
        Button dryRun = button(actions.dryRun, "dry-run", true);
        Button migrate = migrate();
        MenuButton revert = revert();
        Button report = button(actions.report, "report", false);
        List<Node> work = List.of(project, target, test, dryRun, migrate, revert, report);
        Runnable show = () -> {
            boolean open = workspace.projectProperty().get() != null;
            work.forEach(node -> Labels.show(node, open && (node != report || middle.getValue())));
        };
        workspace.projectProperty().subscribe(show);
        middle.subscribe(show);
        show.run();
        root.getChildren()
                .addAll(
                        logo(),
                        project,
                        target,
                        Labels.spacer(),
                        test,
                        dryRun,
                        migrate,
                        revert,
                        report,
                        themeButton(theme));
        if (!Menus.systemHasABar()) {
            root.getChildren().add(menu());
        }
    }

    Node node() {
        return root;
    }

    /** Leaves out so much that the rest has room. */
    private void fit() {
        // What fitted once fits until something changes; to try again would lay out again, for ever.
        if (root.getWidth() == fittedWidth && root.prefWidth(-1) == fittedNeed) {
            return;
        }
        for (Room each : Room.values()) {
            room.set(each);
            if (root.prefWidth(-1) <= root.getWidth()) {
                break;
            }
        }
        fittedWidth = root.getWidth();
        fittedNeed = root.prefWidth(-1);
    }

    private Node logo() {
        var half = new Region();
        half.getStyleClass().add("logo-mark");
        var words = Labels.of(messages.text("app.name"), "logo");
        words.setMinWidth(Region.USE_PREF_SIZE);
        more.subscribe(shown -> Labels.show(words, shown));
        var logo = new HBox(5, half, words);
        logo.setAlignment(Pos.CENTER_LEFT);
        logo.setMinWidth(Region.USE_PREF_SIZE);
        logo.getStyleClass().add("logo-box");
        return logo;
    }

    private MenuButton projectChooser() {
        var chooser = chooser("choose-project", messages.text("top.project"));
        workspace.projectProperty().subscribe(open -> {
            if (open == null) {
                chooser.setGraphic(row(Labels.muted(messages.text("top.noProject"))));
            } else {
                Label name = Labels.of(open.name(), "bold");
                chooser.setGraphic(row(name, roomy(new Badge(open.format(), Tone.FORMAT))));
            }
        });
        chooser.setOnShowing(e -> {
            chooser.getItems().clear();
            var known = model.areas().shelf().projects();
            known.look();
            for (KnownProject each : known.known()) {
                Icons icon = each.there() ? Icons.PROJECT : Icons.MISSING;
                var item = new MenuItem(messages.text("top.project.line", each.name(), each.folder()), icon.icon());
                item.setMnemonicParsing(false);
                item.setDisable(!each.there());
                item.setOnAction(chosen -> known.open(each));
                chooser.getItems().add(item);
            }
            chooser.getItems().addAll(new SeparatorMenuItem(), actions.openFolder.passingItem());
        });
        // A menu button without items does not open, and so is never asked to fill itself.
        chooser.getItems().add(new MenuItem());
        return chooser;
    }

    private MenuButton targetChooser() {
        var chooser = chooser("choose-target", messages.text("top.target"));
        Runnable show = () -> {
            Target open = workspace.targetProperty().get();
            Environment environment = model.environmentProperty().get();
            var dot = environment == null
                    ? LinkDot.of(workspace.linkProperty().get())
                    : LinkDot.of(workspace.linkProperty().get(), environment);
            if (open == null) {
                chooser.setGraphic(row(dot, Labels.muted(messages.text("top.noTarget"))));
            } else {
                HBox row = row(dot, Labels.of(open.name(), "bold"));
                if (environment != null) {
                    row.getChildren().add(roomy(EnvironmentLook.badge(environment, messages)));
                }
                chooser.setGraphic(row);
            }
        };
        workspace.targetProperty().subscribe(show);
        workspace.linkProperty().subscribe(show);
        profiles.changesProperty().subscribe(change -> show.run());
        chooser.setOnShowing(e -> {
            profiles.poll();
            chooser.getItems().clear();
            for (Profile each : profiles.profiles()) {
                chooser.getItems().add(item(each.name(), each.environment(), () -> profiles.connect(each)));
            }
            for (Target each : profiles.pasted()) {
                chooser.getItems().add(item(each.name(), profiles.environmentOf(each), () -> workspace.connect(each)));
            }
            chooser.getItems()
                    .addAll(
                            new SeparatorMenuItem(),
                            actions.connect.passingItem(),
                            actions.addConnection.passingItem(),
                            actions.disconnect.passingItem());
        });
        chooser.getItems().add(new MenuItem());
        return chooser;
    }

    private MenuItem item(String name, Environment environment, Runnable action) {
        var item = new MenuItem(name, EnvironmentLook.shortBadge(environment, messages));
        item.setMnemonicParsing(false);
        item.setOnAction(chosen -> action.run());
        return item;
    }

    private static MenuButton chooser(String id, String words) {
        var chooser = new MenuButton();
        chooser.setId(id);
        chooser.setAccessibleText(words);
        chooser.getStyleClass().add("chooser");
        chooser.setMinWidth(90);
        chooser.setMaxWidth(300);
        return chooser;
    }

    /** Only where there is room for it. */
    private Node roomy(Node node) {
        node.visibleProperty().bind(middle);
        node.managedProperty().bind(middle);
        return node;
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button button(Action action, String id, boolean hinted) {
        Button button;
        if (hinted) {
            Label hint = new Label(action.hint());
            button = Buttons.full(action.icon(), action.text(), hint, action.run());
            button.setTooltip(new Tooltip(action.text() + " (" + action.hint() + ")"));
            Node text = ((HBox) button.getGraphic()).getChildren().get(1);
            wide.subscribe(isWide -> Labels.show(hint, isWide));
            words.subscribe(shown -> Labels.show(text, shown));
        } else {
            button = Buttons.text(action.text(), action.run());
        }
        button.setId(id);
        button.disableProperty().bind(action.disabled());
        return button;
    }

    private Button migrate() {
        Button button = Buttons.primary("", actions.migrate.run());
        button.setGraphic(Icons.MIGRATE.icon());
        button.setId("migrate");
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        this::migrateText,
                        workspace.statusProperty(),
                        workspace.linkProperty(),
                        model.environmentProperty(),
                        room));
        button.disableProperty().bind(actions.migrate.disabled());
        model.environmentProperty().subscribe(environment -> {
            boolean production = environment == Environment.PRODUCTION;
            button.getStyleClass().removeAll("primary", "production");
            button.getStyleClass().add(production ? "production" : "primary");
        });
        return button;
    }

    private String migrateText() {
        StatusResult status = workspace.statusProperty().get();
        int pending = !model.isConnected() ? 0 : status.status().pending().size();
        // Its colour and the strip above say production, too.
        if (model.environmentProperty().get() == Environment.PRODUCTION && more.getValue()) {
            return pending == 0
                    ? messages.text("top.migrate.production.none")
                    : messages.text("top.migrate.production", pending);
        }
        return pending == 0 ? actions.migrate.text() : messages.text("top.migrate", pending);
    }

    private MenuButton revert() {
        var menu = new MenuButton(messages.text("top.revert"), Icons.REVERT.icon());
        menu.setId("revert");
        menu.setAccessibleText(messages.text("top.revert"));
        more.subscribe(shown -> menu.setText(shown ? messages.text("top.revert") : null));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems()
                .addAll(
                        actions.revertLast.item(),
                        actions.revertSome.item(),
                        actions.revertTo.item(),
                        new SeparatorMenuItem(),
                        actions.dryRunRevert.item());
        menu.disableProperty().bind(actions.revertLast.disabled());
        return menu;
    }

    private Button themeButton(Theme theme) {
        Button button = Buttons.icon(Icons.DARK, actions.toggleTheme.text(), theme::toggle);
        theme.schemeProperty()
                .subscribe(scheme -> button.setGraphic((scheme == ColorScheme.DARK ? Icons.LIGHT : Icons.DARK).icon()));
        return button;
    }

    private MenuButton menu() {
        var menu = new MenuButton(null, Icons.MENU.icon());
        menu.setId("menu");
        menu.setAccessibleText(messages.text("top.menu"));
        menu.getStyleClass().addAll("icon-button", "no-arrow");
        menu.getItems().addAll(Menus.of(actions));
        return menu;
    }
}
