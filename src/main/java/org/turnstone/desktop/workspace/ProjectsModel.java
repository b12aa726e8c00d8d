package org.turnstone.desktop.workspace;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Settings;
import org.turnstone.format.Project;
import org.turnstone.run.SampleProject;

/** The projects that were opened, now or at an earlier start. */
public final class ProjectsModel {
    private final WorkspaceModel workspace;
    private final Memory memory;
    private final Background background;
    private final ObservableList<KnownProject> known = FXCollections.observableArrayList();
    private final ObservableList<KnownProject> shown = FXCollections.unmodifiableObservableList(known);

    public ProjectsModel(WorkspaceModel workspace, Memory memory, Background background) {
        this.workspace = workspace;
        this.memory = memory;
        this.background = background;
        for (Settings.Folder each : memory.now().projects()) {
            path(each.path())
                    .ifPresent(folder -> known.add(new KnownProject(
                            folder, Objects.requireNonNullElse(each.name(), each.path()), each.format(), true)));
        }
        workspace.projectProperty().subscribe(this::opened);
        look();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            // Another system wrote it.
            return Optional.empty();
        }
    }

    // Properties

    public ObservableList<KnownProject> known() {
        return shown;
    }

    /** The one that is looked at; null when none is. */
    public ReadOnlyObjectProperty<Project> openProperty() {
        return workspace.projectProperty();
    }

    public boolean isOpen(KnownProject project) {
        Project open = workspace.projectProperty().get();
        return open != null && open.root().equals(project.folder());
    }

    // Commands

    /** Reads the folder and looks at it. */
    public void open(KnownProject project) {
        workspace.open(project.folder());
    }

    /** Takes it out of the list; its files stay. */
    public void forget(KnownProject project) {
        known.removeIf(each -> each.folder().equals(project.folder()));
        memory.change(settings -> settings.without(project.folder().toString()));
    }

    /** Looks which of the folders are still there. */
    public void look() {
        List<KnownProject> before = List.copyOf(known);
        background.read("projects", () -> looked(before), this::show, failure -> {});
    }

    private static List<KnownProject> looked(List<KnownProject> before) {
        return before.stream()
                .map(each ->
                        new KnownProject(each.folder(), each.name(), each.format(), Files.isDirectory(each.folder())))
                .toList();
    }

    private void show(List<KnownProject> looked) {
        for (KnownProject now : looked) {
            int index = indexOf(now.folder());
            if (index >= 0 && known.get(index).there() != now.there()) {
                known.set(index, now);
            }
        }
    }

    private void opened(Project project) {
        if (project == null) {
            return;
        }
        var now = new KnownProject(project.root(), project.name(), project.format(), true);
        int index = indexOf(project.root());
        if (index < 0) {
            known.add(now);
        } else if (!known.get(index).equals(now)) {
            known.set(index, now);
        }
        if (!isPassing(project)) {
            memory.change(settings -> settings.with(
                    new Settings.Folder(project.root().toString(), project.name(), project.format(), null)));
        }
    }

    /** The sample lies in the system's folder for such things and is gone at the next start. */
    private static boolean isPassing(Project project) {
        Path parent = project.root().getParent();
        return parent != null && String.valueOf(parent.getFileName()).startsWith(SampleProject.FOLDER);
    }

    private int indexOf(Path folder) {
        List<Path> folders = new ArrayList<>();
        known.forEach(each -> folders.add(each.folder()));
        return folders.indexOf(folder);
    }
}
