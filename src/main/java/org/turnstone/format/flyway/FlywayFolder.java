package org.turnstone.format.flyway;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.internal.resource.ResourceName;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;

/** Finds a Flyway project's migrations by Flyway's own rules for names. */
final class FlywayFolder {
    /** Where Flyway's users keep their migrations, below the folder they think of as the project. */
    private static final List<String> USUAL_PLACES = List.of(
            "", "sql", "db/migration", "src/main/resources/db/migration", "migrations", "db/migrations", "migration");

    private static final int DEEPEST = 24;

    /** What people call the folder of PostgreSQL's own versions, beside those of other databases. */
    private static final List<String> OURS = List.of("postgresql", "postgres", "pg", "psql", "pgsql");

    private FlywayFolder() {}

    static Optional<Project> open(Path root, ProjectSettings own) throws ProjectProblem {
        FlywayProject settings = FlywayProject.at(root, own);
        if (!settings.folders().isEmpty()) {
            return Optional.of(read(root, settings, own));
        }
        List<Path> places = usualPlaces(root, settings);
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(read(root, settings.in(forPostgres(places.getFirst(), settings)), own));
    }

    /** Those of the usual places that hold migrations; none inside another. */
    private static List<Path> usualPlaces(Path root, FlywayProject settings) throws ProjectProblem {
        List<Path> result = new ArrayList<>();
        for (String place : USUAL_PLACES) {
            Path folder = place.isEmpty() ? root : root.resolve(place);
            // The root itself counts only for what lies directly in it: a deeper folder is one of the usual places.
            if (Files.isDirectory(folder)
                    && result.stream().noneMatch(folder::startsWith)
                    && !migrationFiles(settings, folder, place.isEmpty() ? 1 : DEEPEST)
                            .isEmpty()) {
                result.add(folder);
            }
        }
        return result;
    }

    /** Projects for several databases have the same versions in a folder for each. */
    private static Path forPostgres(Path folder, FlywayProject settings) throws ProjectProblem {
        FlywayNames names = new FlywayNames(settings);
        Set<String> seen = new HashSet<>();
        boolean twice = false;
        for (Path file : migrationFiles(settings, folder, DEEPEST)) {
            Optional<ResourceName> name = names.migration(nameOf(file));
            twice |= !seen.add(name.get().getPrefix() + name.get().getVersion() + "/"
                    + (name.get().getVersion() == null ? name.get().getDescription() : ""));
        }
        for (String vendor : twice ? OURS : List.<String>of()) {
            Path own = folder.resolve(vendor);
            if (Files.isDirectory(own)
                    && migrationFiles(settings, folder, 1).isEmpty()
                    && !migrationFiles(settings, own, DEEPEST).isEmpty()) {
                return own;
            }
        }
        return folder;
    }

    static List<Path> furtherFolders(Project project) throws ProjectProblem {
        FlywayProject settings = FlywayProject.at(project.root(), project.settings());
        if (!settings.folders().isEmpty()) {
            return List.of();
        }
        List<Path> places = usualPlaces(project.root(), settings);
        return places.isEmpty() ? List.of() : places.subList(1, places.size());
    }

    /** The deepest folder that holds them all, unless the same version is in two of them. */
    static Optional<Project> together(Path root, List<Project> projects, ProjectSettings own) throws ProjectProblem {
        Set<String> seen = new HashSet<>();
        Path common = null;
        for (Project project : projects) {
            if (!project.root().equals(project.folder())) {
                return Optional.empty(); // Somebody keeps it as a project, with its migrations where they usually are.
            }
            for (Migration migration : project.migrations()) {
                if (!seen.add(identity(migration))) {
                    return Optional.empty();
                }
            }
            common = common == null ? project.folder() : commonFolder(common, project.folder());
        }
        return Optional.of(read(root, FlywayProject.at(root, own).in(common), own));
    }

    private static Path commonFolder(Path one, Path other) {
        Path common = one;
        while (!other.startsWith(common)) {
            common = common.getParent();
        }
        return common;
    }

    private static List<Path> migrationFiles(FlywayProject settings, Path folder, int depth) throws ProjectProblem {
        FlywayNames names = new FlywayNames(settings);
        return files(folder, depth).stream()
                .filter(f -> names.migration(nameOf(f)).isPresent())
                .toList();
    }

    private static Project read(Path root, FlywayProject settings, ProjectSettings own) throws ProjectProblem {
        FlywayNames names = new FlywayNames(settings);
        List<Migration> migrations = new ArrayList<>();
        List<String> notes = new ArrayList<>(own.notes());
        notes.addAll(settings.notes());
        Map<String, Path> seen = new HashMap<>();
        Map<MigrationVersion, Path> reverts = reverts(settings, names, own);
        FlywayScripts scripts = new FlywayScripts(settings);
        for (Path folder : settings.folders()) {
            for (Path file : files(folder, DEEPEST)) {
                Optional<ResourceName> name = names.migration(nameOf(file));
                if (name.isEmpty()) {
                    continue;
                }
                Migration migration = migration(folder, file, name.get(), names, reverts, scripts);
                String identity = identity(migration);
                Path twin = seen.putIfAbsent(identity, file);
                if (twin != null) {
                    throw new ProjectProblem("Two files have the same "
                            + (migration.version() == null
                                    ? "description " + migration.description()
                                    : "version " + migration.version())
                            + ": " + root.relativize(twin) + " and " + root.relativize(file)
                            + ". Give one of them another, as Flyway refuses to run either; or open one folder of the"
                            + " two.");
                }
                migrations.add(migration);
            }
        }
        migrations.sort(ORDER);
        notes.addAll(scripts.notes());
        String places = String.join(
                ", ",
                settings.folders().stream()
                        .map(f -> f.startsWith(root) ? root.relativize(f).toString() : f.toString())
                        .filter(f -> !f.isEmpty())
                        .toList());
        String evidence = "Flyway: " + migrations.size() + " files named like V1__name.sql"
                + (places.isEmpty() ? "" : " in " + places)
                + (settings.files().isEmpty()
                        ? "."
                        : ", and a " + settings.files().getLast().getFileName() + ".");
        Path fileName = root.toAbsolutePath().normalize().getFileName();
        return new Project(
                fileName == null ? root.toString() : fileName.toString(),
                root,
                settings.folders().getFirst(),
                FlywayFormat.NAME,
                evidence,
                migrations,
                notes,
                own);
    }

    private static String identity(Migration migration) {
        return migration.kind() == Migration.Kind.REPEATABLE
                ? "/" + migration.description()
                : migration.kind() + canonical(MigrationVersion.fromVersion(migration.version()));
    }

    /** Versioned ones by version, then repeatable ones by description, as Flyway runs them. */
    private static final Comparator<Migration> ORDER = (a, b) -> {
        boolean repeatableA = a.version() == null;
        boolean repeatableB = b.version() == null;
        if (repeatableA != repeatableB) {
            return repeatableA ? 1 : -1;
        }
        return repeatableA
                ? a.description().compareTo(b.description())
                : MigrationVersion.fromVersion(a.version()).compareTo(MigrationVersion.fromVersion(b.version()));
    };

    private static Migration migration(
            Path folder,
            Path file,
            ResourceName name,
            FlywayNames names,
            Map<MigrationVersion, Path> reverts,
            FlywayScripts scripts)
            throws ProjectProblem {
        Migration.Kind kind = names.kind(name);
        return new Migration(
                kind == Migration.Kind.REPEATABLE ? null : name.getVersion().getVersion(),
                name.getDescription(),
                kind,
                file,
                scriptName(folder, file),
                kind == Migration.Kind.VERSIONED ? reverts.get(name.getVersion()) : null,
                scripts.runsInTransaction(file));
    }

    /** Flyway's undo scripts, which its free edition ignores: {@code U<version>__description.sql}. */
    private static Map<MigrationVersion, Path> reverts(FlywayProject settings, FlywayNames names, ProjectSettings own)
            throws ProjectProblem {
        Map<MigrationVersion, Path> result = new HashMap<>();
        List<Path> folders = new ArrayList<>(settings.folders());
        if (own.reverts() != null && folders.stream().noneMatch(own.reverts()::startsWith)) {
            folders.add(own.reverts());
        }
        for (Path folder : folders) {
            for (Path file : files(folder, DEEPEST)) {
                Optional<MigrationVersion> version = names.reverted(nameOf(file));
                if (version.isEmpty()) {
                    continue;
                }
                Path twin = result.putIfAbsent(version.get(), file);
                if (twin != null) {
                    throw new ProjectProblem(
                            "Two files revert version " + version.get() + ": " + twin + " and " + file + ". Keep one.");
                }
            }
        }
        return result;
    }

    static String canonical(MigrationVersion version) {
        String text = version.getVersion();
        // 1, 1.0 and 01 are one version to Flyway.
        StringBuilder result = new StringBuilder();
        for (String part : text.split("\\.")) {
            result.append(new java.math.BigInteger(part)).append('.');
        }
        return result.toString().replaceAll("(\\.0)*\\.$", "");
    }

    static String scriptName(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    /** Every file below a folder; hidden folders are left out, as Flyway does. */
    private static List<Path> files(Path folder, int depth) throws ProjectProblem {
        List<Path> result = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return !each.equals(folder) && nameOf(each).startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        result.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read the folder " + folder + ": " + e.getMessage());
        }
        result.sort(Comparator.comparing(Path::toString));
        return result;
    }
}
