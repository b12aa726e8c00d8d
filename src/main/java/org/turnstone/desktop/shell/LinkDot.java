package org.turnstone.desktop.shell;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.turnstone.connection.profile.Environment;
import org.turnstone.desktop.connections.EnvironmentLook;
import org.turnstone.desktop.workspace.WorkspaceModel;

/** A small round sign: its shape says how a target answered, its colour what it is there for. */
final class LinkDot {
    private LinkDot() {}

    static Node of(WorkspaceModel.Link link) {
        var dot = new Region();
        dot.getStyleClass().addAll("link-dot", "link-" + link.name().toLowerCase(Locale.ROOT));
        dot.setMinSize(9, 9);
        dot.setMaxSize(9, 9);
        return dot;
    }

    static Node of(WorkspaceModel.Link link, Environment environment) {
        Node dot = of(link);
        dot.getStyleClass().add(EnvironmentLook.styleClass(environment));
        return dot;
    }
}
