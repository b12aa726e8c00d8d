package org.turnstone.format.flyway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.sql.LineIndex;
import org.turnstone.sql.Splitter;
import org.turnstone.sql.Statement;
import org.turnstone.sql.StatementTraits;

/** Finds a Flyway project's migrations by Flyway's own rules for names. */
final class FlywayFolder {
    /** Where Flyway's users keep their migrations, below the folder they think of as the project. */
    private static final List<String> USUAL_PLACES = List.of(
            "", "sql", "db/migration", "src/main/resources/db/migration", "migrations", "db/migrations", "migration");

    private static final int DEEPEST = 24;

    /** Folders of copies and of other people's files. */
    private static final Set<String> BUILT = Set.of("target", "build", "node_modules", "out", "bin");

    private FlywayFolder() {}

    static Optional<Project> open(Path root) throws ProjectProblem {
        for (String place : USUAL_PLACES) {
            Path folder = place.isEmpty() ? root : root.resolve(place);
            // The root itself counts only for what lies directly in it: a deeper folder is one of the usual places.
            if (Files.isDirectory(folder)
                    && !migrationFiles(folder, place.isEmpty() ? 1 : DEEPEST).isEmpty()) {
                return Optional.of(read(root, folder));
            }
        }
        // Anywhere else: the deepest folder that holds them all.
        Path common = null;
        for (Path file : migrationFiles(root, DEEPEST)) {
            common = common == null ? file.getParent() : commonFolder(common, file.getParent());
        }
        return common == null ? Optional.empty() : Optional.of(read(root, common));
    }

    private static Path commonFolder(Path one, Path other) {
        Path common = one;
        while (!other.startsWith(common)) {
            common = common.getParent();
        }
        return common;
    }

    private static List<Path> migrationFiles(Path folder, int depth) throws ProjectProblem {
        ResourceNameParser names = new ResourceNameParser(FlywaySettings.of(folder));
        return files(folder, depth).stream()
                .filter(f -> isMigration(names.parse(nameOf(f))))
                .toList();
    }

    private static boolean isMigration(ResourceName name) {
        return name.isValid()
                && (name.getPrefix().equals("V")
                        || name.getPrefix().equals("R")
                        || name.getPrefix().equals("B"))
                && name.getSuffix().equalsIgnoreCase(".sql");
    }

    private static Project read(Path root, Path folder) throws ProjectProblem {
        ResourceNameParser names = new ResourceNameParser(FlywaySettings.of(folder));
        List<Path> files = files(folder, DEEPEST);
        Map<MigrationVersion, Path> reverts = reverts(folder, files);
        List<Migration> migrations = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<String, Path> seen = new HashMap<>();
        for (Path file : files) {
            ResourceName name = names.parse(nameOf(file));
            if (!isMigration(name)) {
                continue;
            }
            boolean versioned = !name.getPrefix().equals("R");
            String identity =
                    name.getPrefix() + (versioned ? canonical(name.getVersion()) : "/" + name.getDescription());
            Path twin = seen.putIfAbsent(identity, file);
            if (twin != null) {
                throw new ProjectProblem("Two files have the same "
                        + (versioned ? "version " + name.getVersion() : "description " + name.getDescription()) + ": "
                        + folder.relativize(twin) + " and " + folder.relativize(file)
                        + ". Give one of them another, as Flyway refuses to run either.");
            }
            migrations.add(migration(folder, file, name, reverts));
        }
        migrations.sort(ORDER);
        for (String settings : List.of("flyway.toml", "flyway.conf", "flyway.user.toml")) {
            if (Files.exists(root.resolve(settings))) {
                notes.add(settings + " is there, but this version does not read its settings yet: Flyway's defaults"
                        + " are used.");
            }
        }
        Path relative = root.relativize(folder);
        String evidence = "Flyway: " + migrations.size() + " files named like V1__name.sql"
                + (relative.toString().isEmpty() ? "" : " in " + relative) + ".";
        Path fileName = root.toAbsolutePath().normalize().getFileName();
        return new Project(
                fileName == null ? root.toString() : fileName.toString(),
                root,
                folder,
                FlywayFormat.NAME,
                evidence,
                migrations,
                notes);
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

    private static Migration migration(Path folder, Path file, ResourceName name, Map<MigrationVersion, Path> reverts)
            throws ProjectProblem {
        boolean repeatable = name.getPrefix().equals("R");
        Migration.Kind kind = repeatable
                ? Migration.Kind.REPEATABLE
                : name.getPrefix().equals("B") ? Migration.Kind.BASELINE : Migration.Kind.VERSIONED;
        return new Migration(
                repeatable ? null : name.getVersion().getVersion(),
                name.getDescription(),
                kind,
                file,
                scriptName(folder, file),
                kind == Migration.Kind.VERSIONED ? reverts.get(name.getVersion()) : null,
                runsInTransaction(file));
    }

    /** Flyway's undo scripts, which its free edition ignores: {@code U<version>__description.sql}. */
    private static Map<MigrationVersion, Path> reverts(Path folder, List<Path> files) throws ProjectProblem {
        ResourceNameParser names = new ResourceNameParser(FlywaySettings.of(folder));
        Map<MigrationVersion, Path> result = new HashMap<>();
        for (Path file : files) {
            String name = nameOf(file);
            if (!name.startsWith("U")) {
                continue;
            }
            // The free edition's parser knows no U, and reads the same name with a V.
            ResourceName parsed = names.parse("V" + name.substring(1));
            if (!parsed.isValid() || !parsed.getSuffix().equalsIgnoreCase(".sql")) {
                continue;
            }
            Path twin = result.putIfAbsent(parsed.getVersion(), file);
            if (twin != null) {
                throw new ProjectProblem("Two files revert version " + parsed.getVersion() + ": "
                        + folder.relativize(twin) + " and " + folder.relativize(file) + ". Keep one.");
            }
        }
        return result;
    }

    private static String canonical(MigrationVersion version) {
        String text = version.getVersion();
        // 1, 1.0 and 01 are one version to Flyway.
        StringBuilder result = new StringBuilder();
        for (String part : text.split("\\.")) {
            result.append(new java.math.BigInteger(part)).append('.');
        }
        return result.toString().replaceAll("(\\.0)*\\.$", "");
    }

    /** Whether Flyway would run it in a transaction: its own configuration file decides, then its statements. */
    private static boolean runsInTransaction(Path file) throws ProjectProblem {
        Boolean configured = configuredTransaction(file);
        if (configured != null) {
            return configured;
        }
        String text = read(file);
        return Splitter.split(text).statements().stream().noneMatch(s -> isOutside(s, text));
    }

    /** Flyway refuses a script that holds statements of both kinds, unless its configuration says how to run it. */
    static Optional<String> mixed(Migration migration) throws ProjectProblem {
        if (migration.transactional() || configuredTransaction(migration.script()) != null) {
            return Optional.empty();
        }
        String text = read(migration.script());
        List<Statement> statements = Splitter.split(text).statements().stream()
                .filter(s -> s.kind() == Statement.Kind.SQL)
                .toList();
        Statement outside =
                statements.stream().filter(s -> isOutside(s, text)).findFirst().orElseThrow();
        if (statements.stream().allMatch(s -> isOutside(s, text))) {
            return Optional.empty();
        }
        return Optional.of(migration.scriptName() + ", line " + new LineIndex(text).line(outside.codeStart()) + ": "
                + StatementTraits.of(outside.text(text)).outsideOnly()
                + ", while other statements of the file run in one. Give it a migration of its own, or put"
                + " executeInTransaction=false into " + nameOf(migration.script()) + ".conf.");
    }

    private static boolean isOutside(Statement statement, String text) {
        return statement.kind() == Statement.Kind.SQL && isOutsideForFlyway(StatementTraits.of(statement.text(text)));
    }

    /** What {@code <script>.conf} beside the script says, or null when it says nothing. */
    private static Boolean configuredTransaction(Path file) throws ProjectProblem {
        Path configuration = file.resolveSibling(nameOf(file) + ".conf");
        if (!Files.exists(configuration)) {
            return null;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProjectProblem("Cannot read " + configuration + ": " + e.getMessage());
        }
        String value = properties.getProperty("executeInTransaction");
        return value == null ? null : Boolean.valueOf(value);
    }

    private static String read(Path file) throws ProjectProblem {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Flyway recognises fewer of these than PostgreSQL has; for the others it opens a transaction all the same. */
    private static boolean isOutsideForFlyway(StatementTraits traits) {
        return traits.outsideOnly() != null
                && switch (traits.tag()) {
                    case "CREATE INDEX",
                            "DROP INDEX",
                            "CREATE DATABASE",
                            "DROP DATABASE",
                            "CREATE TABLESPACE",
                            "DROP TABLESPACE",
                            "CREATE SUBSCRIPTION",
                            "DROP SUBSCRIPTION",
                            "ALTER SYSTEM",
                            "VACUUM",
                            "DISCARD ALL",
                            "REINDEX SCHEMA",
                            "REINDEX DATABASE",
                            "REINDEX SYSTEM" -> true;
                    default -> false;
                };
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
