package org.turnstone.desktop.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.Project;
import org.turnstone.run.Engine;

/**
 * Keeps what is shown true: files are watched, and looked at again when the window gets the keyboard; the target's
 * history is asked for a mark now and then while the window has it. Nothing is asked while a run goes on.
 */
public final class FreshnessModel {
    /** Tells of changes below a folder, on the JavaFX thread; what it gives back ends that. */
    @FunctionalInterface
    public interface Watcher {
        Runnable watch(Path folder, Runnable onChange);
    }

    /** After failures it asks less often: one in this many times at the least. */
    private static final int RAREST = 8;

    private final Engine engine;
    private final Background background;
    private final WorkspaceModel workspace;
    private final Watcher watcher;
    private final BooleanSupplier running;
    private Path watched;
    private Runnable unwatch = () -> {};
    private String stamp;
    private Target marked;
    private String mark;
    private boolean focused;
    private boolean asking;
    private boolean due;
    private int failures;
    private int ticks;

    /** @param running whether a run goes on */
    public FreshnessModel(
            Engine engine, Background background, WorkspaceModel workspace, Watcher watcher, BooleanSupplier running) {
        this.engine = engine;
        this.background = background;
        this.workspace = workspace;
        this.watcher = watcher;
        this.running = running;
        workspace.projectProperty().subscribe(this::follow);
    }

    /** Takes note of whether the window has the keyboard. */
    public void focus(boolean now) {
        boolean gained = now && !focused;
        focused = now;
        if (gained) {
            failures = 0;
            lookAtFiles();
            tick();
        }
    }

    /** Asks the target whether its history is as it was; called every few seconds. */
    public void tick() {
        Project project = workspace.projectProperty().get();
        Target target = workspace.targetProperty().get();
        boolean connected = workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED;
        if (!focused || asking || running.getAsBoolean() || project == null || target == null || !connected) {
            return;
        }
        if (++ticks % Math.min(RAREST, 1 << Math.min(failures, 3)) != 0) {
            return;
        }
        asking = true;
        background.read(
                "freshness",
                () -> engine.historyMark(project, target),
                found -> {
                    asking = false;
                    failures = 0;
                    take(target, found);
                },
                failure -> {
                    // Whoever asks for something hears of it; nobody asked for this.
                    asking = false;
                    failures++;
                });
    }

    /** Takes note that a run ended: what changed meanwhile is read now. */
    public void runEnded() {
        if (due) {
            due = false;
            workspace.refreshQuietly();
        }
    }

    private void take(Target target, String found) {
        boolean another = target.equals(marked) && !Objects.equals(found, mark);
        marked = target;
        mark = found;
        if (another && target.equals(workspace.targetProperty().get())) {
            readAgain();
        }
    }

    private void follow(Project project) {
        Path folder = project == null ? null : project.folder();
        if (Objects.equals(folder, watched)) {
            return;
        }
        watched = folder;
        stamp = null;
        unwatch.run();
        unwatch = folder == null ? () -> {} : watcher.watch(folder, this::lookAtFiles);
        lookAtFiles();
    }

    private void lookAtFiles() {
        Path folder = watched;
        if (folder == null) {
            return;
        }
        background.read(
                "files",
                () -> FolderStamp.of(folder),
                found -> {
                    if (folder.equals(watched)) {
                        boolean another = stamp != null && !stamp.equals(found);
                        stamp = found;
                        if (another) {
                            readAgain();
                        }
                    }
                },
                failure -> {
                    // A folder that is gone: reading it again says so in the usual words.
                    if (folder.equals(watched) && stamp != null && failure instanceof IOException) {
                        stamp = null;
                        readAgain();
                    }
                });
    }

    private void readAgain() {
        if (running.getAsBoolean()) {
            due = true;
        } else {
            workspace.refreshQuietly();
        }
    }
}
