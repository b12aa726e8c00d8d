package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.connections.EnvironmentLook;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** The connections in the sidebar: a line for each profile, and for each database that was only pasted. */
final class ConnectionLines {
    private final ShellModel model;
    private final ProfilesModel profiles;
    private final WorkspaceModel workspace;
    private final Messages messages;
    private final VBox root = new VBox(1);

    ConnectionLines(ShellModel model, Messages messages) {
        this.model = model;
        this.profiles = model.areas().connections().profiles();
        this.workspace = model.areas().workspace();
        this.messages = messages;
        root.setId("connections");
        workspace.targets().addListener((ListChangeListener<Target>) change -> list());
        profiles.changesProperty().subscribe(change -> list());
    }

    Node node() {
        return root;
    }

    void compact(boolean compact) {
        SidebarView.compact(root, compact);
    }

    private void list() {
        List<Node> lines = new ArrayList<>();
        profiles.profiles().forEach(profile -> lines.add(kept(profile)));
        profiles.pasted().forEach(target -> lines.add(pasted(target)));
        if (lines.isEmpty()) {
            lines.add(Labels.wrapped(messages.text("sidebar.connections.none"), "sidebar-hint"));
        }
        SidebarView.show(root, lines);
        compact(!model.sidebarProperty().get());
    }

    private Node kept(Profile profile) {
        String name = profile.name();
        ProfilesModel.Standing standing = profiles.standing(name);
        Button line = line(name, profile.environment(), standing, () -> profiles.connect(profile));
        line.setTooltip(new Tooltip(name + "\n" + tip(ProfilesModel.place(profile), standing)
                + (profile.note().isBlank() ? "" : "\n" + profile.note())));
        line.setContextMenu(menu(profile));
        line.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getCode()) {
                case F2 -> model.editConnection(profile);
                case DELETE -> model.removeConnection(profile);
                default -> {
                    return;
                }
            }
            e.consume();
        });
        return line;
    }

    private Node pasted(Target target) {
        boolean open = target.equals(workspace.targetProperty().get());
        var standing =
                new ProfilesModel.Standing(open ? workspace.linkProperty().get() : WorkspaceModel.Link.NONE, "");
        Button line = line(target.name(), profiles.environmentOf(target), standing, () -> workspace.connect(target));
        line.setTooltip(new Tooltip(target.name() + "\n" + tip(Addresses.display(target.address()), standing) + "\n"
                + messages.text("connection.notKept")));
        return line;
    }

    private Button line(String name, Environment environment, ProfilesModel.Standing standing, Runnable connect) {
        Target target = workspace.targetProperty().get();
        boolean open = target != null && target.name().equals(name);
        Node dot = LinkDot.of(standing.link(), environment);
        var line = new SidebarLine(
                        dot,
                        name,
                        EnvironmentLook.shortBadge(environment, messages),
                        RailTile.ofName(name, LinkDot.of(standing.link(), environment)),
                        connect)
                .open(open);
        line.getStyleClass().add("connection-line");
        line.setAccessibleText(messages.text(
                "sidebar.connection",
                name,
                messages.text("environment." + environment),
                messages.text("status." + standing.link().name())));
        return line;
    }

    private String tip(String place, ProfilesModel.Standing standing) {
        String state = messages.text("status." + standing.link().name());
        return place + "\n" + state + (standing.words().isEmpty() ? "" : ": " + standing.words());
    }

    private ContextMenu menu(Profile profile) {
        return new ContextMenu(
                item("connect", () -> profiles.connect(profile)),
                item("test", () -> model.testConnection(profile)),
                new SeparatorMenuItem(),
                item("edit", () -> model.editConnection(profile)),
                item("duplicate", () -> profiles.duplicate(profile)),
                item("copyUrl", () -> model.copyUrl(profile)),
                new SeparatorMenuItem(),
                item("remove", () -> model.removeConnection(profile)));
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(messages.text("connections.menu." + key));
        item.setId("menu-" + key.toLowerCase(Locale.ROOT));
        item.setOnAction(e -> action.run());
        return item;
    }
}
