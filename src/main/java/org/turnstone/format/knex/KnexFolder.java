package org.turnstone.format.knex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;

/** Finds a knexfile as knex does, and below the folder as people keep it, and makes a project of what it names. */
final class KnexFolder {
    /** In the order in which bin/cli.js of knex 3.3.0 looks for them; {@code cjs} is ours, for {@code --knexfile}. */
    private static final List<String> EXTENSIONS = List.of("js", "mjs", "coffee", "ts", "eg", "ls", "cjs");

    /** Where people keep migrations who start knex from their own program, without a knexfile. */
    private static final List<String> USUAL_PLACES = List.of("", "migrations", "db/migrations", "src/migrations");

    private static final String NAME = "knex";

    private final KnexfileReader reader;

    KnexFolder(KnexfileReader reader) {
        this.reader = reader;
    }

    Optional<Project> open(Path root, ProjectSettings own) throws ProjectProblem {
        Optional<KnexSettings> settings = settings(root, own);
        return settings.isEmpty() ? Optional.empty() : Optional.of(project(root, settings.get(), own));
    }

    /** What is set for the project in this folder, or nothing when it is not one of knex. */
    Optional<KnexSettings> settings(Path root, ProjectSettings own) throws ProjectProblem {
        Optional<KnexSettings> found = found(root);
        if (found.isEmpty() && own.folder() != null && NAME.equals(own.format())) {
            found = Optional.of(KnexSettings.defaults(null, root, own.folder(), List.of()));
        }
        return found.map(f -> f.with(own));
    }

    private Optional<KnexSettings> found(Path root) throws ProjectProblem {
        Optional<Path> here = knexfileIn(root);
        if (here.isPresent()) {
            return Optional.of(reader.read(here.get()));
        }
        for (Path above = root.getParent(); above != null; above = above.getParent()) {
            Optional<Path> knexfile = knexfileIn(above);
            if (knexfile.isPresent()) {
                // Of a repository with several projects, only the folder that this knexfile speaks of is its own.
                KnexSettings settings = reader.read(knexfile.get());
                if (settings.directories().stream().anyMatch(d -> d.startsWith(root) || root.startsWith(d))) {
                    return Optional.of(settings);
                }
                break;
            }
        }
        return withoutKnexfile(root);
    }

    private static Optional<Path> knexfileIn(Path folder) {
        return EXTENSIONS.stream()
                .map(e -> folder.resolve("knexfile." + e))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<KnexSettings> withoutKnexfile(Path root) throws ProjectProblem {
        for (String place : USUAL_PLACES) {
            Path folder = place.isEmpty() ? root : root.resolve(place);
            for (Path file : entries(folder)) {
                if (ScriptInJavaScript.isOne(file)
                        && ScriptInJavaScript.read(file).isForKnex()) {
                    return Optional.of(KnexSettings.defaults(
                            null,
                            root,
                            folder,
                            List.of("There is no knexfile here; the folder " + folder.getFileName()
                                    + " and knex's defaults are taken.")));
                }
            }
        }
        return Optional.empty();
    }

    private static Project project(Path root, KnexSettings settings, ProjectSettings own) throws ProjectProblem {
        KnexMigrations found = KnexMigrations.of(settings);
        List<Migration> migrations = found.list();
        List<String> notes = new ArrayList<>(settings.notes());
        notes.addAll(found.notes());
        Path folder = settings.directories().getFirst();
        Path fileName = root.toAbsolutePath().normalize().getFileName();
        String from = settings.knexfile() == null
                ? "JavaScript files with up and down for knex"
                : root.relativize(settings.knexfile()).toString();
        return new Project(
                fileName == null ? root.toString() : fileName.toString(),
                root,
                folder,
                KnexFormat.NAME,
                "Knex: " + from + ", and " + migrations.size() + (migrations.size() == 1 ? " migration" : " migrations")
                        + " in " + root.relativize(folder) + ".",
                migrations,
                notes,
                own,
                settings.computed() ? settings.knexfile() : null);
    }

    /** What is in a folder, by name; nothing where there is no folder. */
    static List<Path> entries(Path folder) throws ProjectProblem {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            // UTF-16 code units, as JavaScript sorts.
            return all.sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read the folder " + folder + ": " + e.getMessage());
        }
    }
}
