package org.turnstone.desktop.shell;

import java.nio.file.Path;
import javafx.beans.InvalidationListener;
import org.turnstone.connection.Target;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.desktop.connections.ProfilesModel;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.desktop.timeline.TimelineModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.StatusResult;

/** Remembers what was looked at, and looks at it again at the next start. */
public final class SessionModel {
    private final Memory memory;
    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final ProfilesModel profiles;

    public SessionModel(Memory memory, WorkspaceModel workspace, TimelineModel timeline, ProfilesModel profiles) {
        this.memory = memory;
        this.workspace = workspace;
        this.timeline = timeline;
        this.profiles = profiles;
        workspace.projectProperty().addListener((property, before, now) -> {
            remember(now);
            if (before != null && now != null && !before.root().equals(now.root()) && !workspace.knowsTargetOf(now)) {
                connect(memory.now().connectionOf(now.root().toString()));
            }
        });
        workspace.targetProperty().addListener((property, before, now) -> remember(now));
        timeline.selectedProperty().addListener((property, before, now) -> remember(now));
    }

    /** Looks at what was looked at last, as far as it is still there. */
    public void restore() {
        Settings last = memory.now();
        if (last.project() == null) {
            return;
        }
        workspace.openAgain(Path.of(last.project()), () -> show(last));
    }

    private void show(Settings last) {
        if (last.script() != null) {
            once(workspace.statusProperty(), () -> {
                StatusResult status = workspace.statusProperty().get();
                if (status == null) {
                    return false;
                }
                timeline.selectScript(last.script());
                return true;
            });
        }
        if (last.connection() != null) {
            once(profiles.changesProperty(), () -> connect(last.connection()));
        }
    }

    /** Connects as it was once, unless somebody was quicker or would have to be asked; false when there is no such profile. */
    private boolean connect(String name) {
        Profile profile = name == null ? null : profiles.profile(name);
        if (profile != null && workspace.targetProperty().get() == null && !asks(profile)) {
            profiles.connect(profile);
        }
        return profile != null;
    }

    /** A window that opens with a question for a password would be asked about before it was looked at. */
    private static boolean asks(Profile profile) {
        return profile.password() instanceof PasswordSource.AskEachTime
                || profile.password() instanceof PasswordSource.KeptForSession;
    }

    private static void once(javafx.beans.Observable when, java.util.function.BooleanSupplier action) {
        if (action.getAsBoolean()) {
            return;
        }
        when.addListener(new InvalidationListener() {
            @Override
            public void invalidated(javafx.beans.Observable changed) {
                // Once it is done, it is not to be done again by what it causes.
                changed.removeListener(this);
                if (!action.getAsBoolean()) {
                    changed.addListener(this);
                }
            }
        });
    }

    private void remember(Project project) {
        if (project != null) {
            memory.change(settings -> settings.lookingAt(project.root().toString(), settings.connection()));
        }
    }

    private void remember(Target target) {
        String name = target == null ? null : target.name();
        if (name == null || profiles.profile(name) != null) {
            memory.change(settings -> settings.lookingAt(settings.project(), name));
        }
        Project project = workspace.projectProperty().get();
        if (name != null && project != null && profiles.profile(name) != null) {
            memory.change(settings -> settings.connecting(project.root().toString(), name));
        }
    }

    private void remember(StatusEntry entry) {
        if (entry != null && !entry.scriptOrLabel().equals(memory.now().script())) {
            memory.change(settings -> settings.selecting(entry.scriptOrLabel()));
        }
    }
}
