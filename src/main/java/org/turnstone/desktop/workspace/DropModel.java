package org.turnstone.desktop.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.run.Engine;

/** What is dropped onto the window: a folder is opened, a file opens the project it is in, anything else is told why not. */
public final class DropModel {
    /** So far above a file its project is looked for: a Maven project has its migrations five folders down. */
    private static final int LEVELS = 6;

    /** What was found: the project, and the script of it that was dropped, or null. */
    private record Found(Project project, Path script) {}

    private final Engine engine;
    private final WorkspaceModel workspace;
    private final ProjectsModel known;
    private final Background background;
    private final Messages messages;
    private final Consumer<Path> showScript;

    /** @param showScript brings a script of the project that was opened to the front */
    public DropModel(
            Engine engine,
            WorkspaceModel workspace,
            ProjectsModel known,
            Background background,
            Messages messages,
            Consumer<Path> showScript) {
        this.engine = engine;
        this.workspace = workspace;
        this.known = known;
        this.background = background;
        this.messages = messages;
        this.showScript = showScript;
    }

    /** The first of what was dropped; several projects cannot be looked at at once. */
    public void drop(List<Path> dropped) {
        if (dropped.isEmpty()) {
            return;
        }
        Path path = dropped.getFirst().toAbsolutePath().normalize();
        List<Path> folders = known.known().stream().map(KnownProject::folder).toList();
        background.read(
                "drop",
                () -> found(path, folders),
                found -> {
                    workspace.look(found.project());
                    if (found.script() != null) {
                        showScript.accept(found.script());
                    }
                },
                workspace::fail);
    }

    private Found found(Path path, List<Path> folders) throws ProjectProblem, IOException {
        if (Files.isDirectory(path)) {
            return new Found(engine.open(path), null);
        }
        if (!Files.exists(path)) {
            throw new ProjectProblem(messages.text("drop.gone", path));
        }
        for (Path folder : folders) {
            if (path.startsWith(folder)) {
                return found(engine.open(folder), path);
            }
        }
        Path home = Path.of(System.getProperty("user.home"));
        Path above = path.getParent();
        for (int i = 0; i < LEVELS && above != null && !home.startsWith(above); i++) {
            try {
                return found(engine.open(above), path);
            } catch (ProjectProblem e) {
                // Not here; perhaps above.
                above = above.getParent();
            }
        }
        throw new ProjectProblem(messages.text("drop.noProject", path.getFileName()));
    }

    private static Found found(Project project, Path path) {
        boolean script = project.migrations().stream().anyMatch(each -> isOf(each, path));
        return new Found(project, script ? path : null);
    }

    private static boolean isOf(Migration migration, Path path) {
        return migration.script().equals(path) || path.equals(migration.revertScript());
    }
}
