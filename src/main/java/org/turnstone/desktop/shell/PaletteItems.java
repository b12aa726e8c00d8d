package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.platform.Icons;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.timeline.StateMark;
import org.turnstone.desktop.workspace.KnownProject;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.StatusResult;

/** Everything the palette offers: what can be done now, and what can be gone to. */
final class PaletteItems {
    private final ShellModel model;
    private final Actions actions;
    private final Messages messages;

    PaletteItems(ShellModel model, Actions actions, Messages messages) {
        this.model = model;
        this.actions = actions;
        this.messages = messages;
    }

    List<PaletteItem> all() {
        List<PaletteItem> items = new ArrayList<>();
        for (Action action : actions.all()) {
            if (!action.disabled().get() && action != actions.palette) {
                items.add(new PaletteItem(
                        action.icon(), action.text(), action.priceNow(), action.hint(), false, action.run()));
            }
        }
        migrations(items);
        connections(items);
        projects(items);
        return items;
    }

    private void migrations(List<PaletteItem> items) {
        StatusResult status = model.areas().workspace().statusProperty().get();
        if (status == null) {
            return;
        }
        for (StatusEntry entry : status.status().entries().reversed()) {
            String version = entry.version() == null ? entry.scriptOrLabel() : entry.version();
            items.add(place(
                    Icons.FILE,
                    entry.description(),
                    version,
                    StateMark.word(messages, entry.state()),
                    () -> model.areas().timeline().selectScript(entry.scriptOrLabel())));
        }
    }

    private void connections(List<PaletteItem> items) {
        var profiles = model.areas().connections().profiles();
        for (Profile each : profiles.profiles()) {
            items.add(place(
                    Icons.DATABASE,
                    each.name(),
                    ProfilesModel.place(each),
                    messages.text("environment." + each.environment()),
                    () -> profiles.connect(each)));
        }
    }

    private void projects(List<PaletteItem> items) {
        var projects = model.areas().shelf().projects();
        for (KnownProject each : projects.known()) {
            items.add(place(
                    Icons.PROJECT,
                    each.name(),
                    each.folder().toString(),
                    each.format() == null ? "" : each.format(),
                    () -> projects.open(each)));
        }
    }

    private static PaletteItem place(Icons icon, String text, String detail, String hint, Runnable run) {
        return new PaletteItem(icon, text, detail, hint, true, run);
    }
}
