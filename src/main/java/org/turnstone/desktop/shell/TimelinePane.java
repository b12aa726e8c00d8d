package org.turnstone.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.turnstone.desktop.controls.EmptyState;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Links;
import org.turnstone.desktop.controls.Notice;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.timeline.TimelineView;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.StatusEntry;

/** The timeline in the window: with what a right click offers, and what it says while there is no target. */
final class TimelinePane {
    private final ShellModel model;
    private final Messages messages;
    private final TimelineView view;

    TimelinePane(ShellModel model, Actions actions, Messages messages) {
        this.model = model;
        this.messages = messages;
        var empty = new EmptyState(
                Icons.EMPTY, messages.text("timeline.empty.title"), messages.text("timeline.empty.text"));
        this.view = new TimelineView(model.areas().timeline(), messages, this::menu, empty);
        var hint = new Notice(Tone.ACCENT, Icons.CONNECT);
        hint.setId("no-target");
        hint.with(Links.of(messages.text("timeline.noTarget.action", actions.connect.hint()), actions.connect.run()));
        view.above(hint);
        model.areas().workspace().linkProperty().subscribe(link -> {
            boolean failed = link == WorkspaceModel.Link.FAILED;
            String title = failed ? "timeline.noAnswer.title" : "timeline.noTarget.title";
            hint.say(messages.text(title), messages.text("timeline.noTarget.text"));
            Labels.show(hint, failed || link == WorkspaceModel.Link.NONE);
        });
    }

    Node node() {
        return view.node();
    }

    void focus() {
        view.focus();
    }

    private ContextMenu menu(StatusEntry entry) {
        var up = item("timeline.menu.up", () -> model.migrateTo(entry));
        var down = item("timeline.menu.down", () -> model.revertTo(entry));
        var reveal = item("timeline.menu.reveal", () -> model.reveal(entry));
        var copy = item("timeline.menu.copy", () -> model.copyVersion(entry));
        var menu = new ContextMenu(up, down, new SeparatorMenuItem(), reveal, copy);
        menu.setOnShowing(e -> {
            boolean connected = model.isConnected();
            up.setDisable(!connected
                    || entry.version() == null
                    || !model.areas()
                            .workspace()
                            .statusProperty()
                            .get()
                            .status()
                            .pending()
                            .contains(entry));
            down.setDisable(!connected || model.applied().indexOf(entry) <= 0);
            reveal.setDisable(entry.migration() == null);
        });
        return menu;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(messages.text(key));
        item.setOnAction(e -> action.run());
        return item;
    }
}
