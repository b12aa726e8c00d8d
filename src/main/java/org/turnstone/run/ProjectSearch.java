package org.turnstone.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.turnstone.format.Format;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.SeveralProjects;

/**
 * Finds the migrations a folder is about: its own, or, where it has none, those of the one project below it. Where there
 * are several, somebody has to choose.
 */
final class ProjectSearch {
    /** Folders of copies and of other people's files. */
    private static final Set<String> PASSED_OVER = Set.of(
            "node_modules", "target", "build", "dist", "out", "bin", "vendor", "venv", "__pycache__", "coverage");

    private static final int DEEPEST = 7;
    private static final int FOLDERS = 5_000;

    private record Place(Path folder, int depth) {}

    private final Path root;
    private final ProjectSettings settings;
    private final List<Format> formats;

    private ProjectSearch(Path root, ProjectSettings settings, List<Format> formats) {
        this.root = root;
        this.settings = settings;
        this.formats = formats;
    }

    static Project open(Path root, List<Format> formats) throws ProjectProblem {
        ProjectSettings settings = ProjectSettings.in(root);
        List<Format> wanted = formats.stream()
                .filter(f -> settings.format() == null || f.name().equalsIgnoreCase(settings.format()))
                .toList();
        return new ProjectSearch(root, settings, wanted).open();
    }

    private Project open() throws ProjectProblem {
        List<Project> here = in(root, settings);
        if (here.size() > 1) {
            throw several(here);
        }
        if (here.size() == 1) {
            List<Path> others = new ArrayList<>();
            for (Format format : formats) {
                if (format.name().equals(here.getFirst().format())) {
                    others.addAll(format.furtherFolders(here.getFirst()));
                }
            }
            if (!others.isEmpty()) {
                List<Project> all = new ArrayList<>();
                all.addAll(in(here.getFirst().folder(), ProjectSettings.none()));
                for (Path other : others) {
                    all.addAll(in(other, ProjectSettings.none()));
                }
                throw several(all);
            }
            return here.getFirst();
        }
        List<Project> below = below();
        if (below.isEmpty()) {
            throw nothing();
        }
        if (below.size() == 1) {
            return below.getFirst();
        }
        for (Format format : formats) {
            if (below.stream().allMatch(p -> p.format().equals(format.name()))) {
                Optional<Project> together = format.together(root, below, settings);
                if (together.isPresent()) {
                    return together.get();
                }
            }
        }
        throw several(below);
    }

    /** One of each format whose migrations lie here; the first format that knows a folder has it. */
    private List<Project> in(Path folder, ProjectSettings own) throws ProjectProblem {
        List<Project> found = new ArrayList<>();
        for (Format format : formats) {
            Optional<Project> project = format.open(folder, own);
            if (project.isPresent()
                    && found.stream()
                            .noneMatch(p -> p.folder().equals(project.get().folder()))) {
                found.add(project.get());
            }
        }
        List<Project> filled =
                found.stream().filter(p -> !p.migrations().isEmpty()).toList();
        return filled.isEmpty() ? found.stream().limit(1).toList() : filled;
    }

    private List<Project> below() throws ProjectProblem {
        List<Project> found = new ArrayList<>();
        Deque<Place> places = new ArrayDeque<>(children(new Place(root, 0)));
        int seen = 0;
        while (!places.isEmpty() && seen++ < FOLDERS) {
            Place place = places.remove();
            if (found.stream().anyMatch(p -> belongs(place.folder(), p))) {
                continue;
            }
            List<Project> here = in(place.folder(), ProjectSettings.in(place.folder()));
            here.stream().filter(p -> !p.migrations().isEmpty()).forEach(found::add);
            places.addAll(children(place));
        }
        found.sort(Comparator.comparing(p -> p.folder().toString()));
        return found;
    }

    /** Whether a folder is part of a project that was found, or on the way to its migrations. */
    private static boolean belongs(Path folder, Project project) {
        return folder.startsWith(project.folder())
                || project.folder().startsWith(folder) && folder.startsWith(project.root());
    }

    private static List<Place> children(Place place) {
        if (place.depth() == DEEPEST) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(place.folder())) {
            return entries.filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> !PASSED_OVER.contains(f.getFileName().toString()))
                    .sorted()
                    .map(f -> new Place(f, place.depth() + 1))
                    .toList();
        } catch (IOException e) {
            return List.of(); // What may not be read is not looked through.
        }
    }

    private SeveralProjects several(List<Project> projects) {
        return new SeveralProjects(
                root,
                projects.stream()
                        .map(p -> new SeveralProjects.Candidate(
                                alone(p, projects) ? p.root() : p.folder(),
                                p.format(),
                                p.migrations().size()))
                        .toList());
    }

    /** Whether opening a project's root would find that project and nothing else. */
    private boolean alone(Project project, List<Project> all) {
        return !project.root().equals(root)
                && all.stream().noneMatch(o -> o != project && o.root().equals(project.root()));
    }

    private ProjectProblem nothing() {
        String said = settings.format() == null && settings.folder() == null
                ? ""
                : " " + ProjectSettings.FILE + " names "
                        + (settings.folder() == null ? "the format " + settings.format() : settings.folder())
                        + ", and that is not there.";
        return new ProjectProblem("No migrations were found in " + root
                + " or below it." + said + " Turnstone looks for "
                + String.join("; for ", formats.stream().map(Format::looksFor).toList()) + ".");
    }
}
