package org.turnstone.format.sqlx;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.sqlx.SqlxFile.Type;

/** Finds a project's migrations by sqlx's rules for names (sqlx-core/src/migrate/source.rs). */
final class SqlxFolder {
    private static final Pattern FLYWAY = Pattern.compile("[VRUB][^_]*__.*\\.sql");
    private static final Pattern MODULE = Pattern.compile(".*\\.(js|cjs|mjs|ts|cts|mts)");
    private static final Pattern KNEXFILE = Pattern.compile("knexfile\\..+");

    private static final String NAME = "sqlx";

    private SqlxFolder() {}

    static Optional<Project> open(Path root, ProjectSettings own) throws ProjectProblem {
        SqlxSettings settings = SqlxSettings.in(root).with(own);
        if (settings.file() == null && own.folder() == null && holdsMigrations(root, root)) {
            return Optional.of(read(root, root, settingsAbove(root).with(own), own));
        }
        Path folder = root.resolve(settings.folder()).normalize();
        boolean said = settings.file() != null || NAME.equals(own.format());
        if (Files.isDirectory(folder) && (said || holdsMigrations(root, folder))) {
            return Optional.of(read(root, folder, settings, own));
        }
        return Optional.empty();
    }

    /** The settings a project was opened with. */
    static SqlxSettings settings(Project project) throws ProjectProblem {
        SqlxSettings settings = SqlxSettings.in(project.root());
        boolean inside = settings.file() == null && project.root().equals(project.folder());
        return (inside ? settingsAbove(project.root()) : settings).with(project.settings());
    }

    /** Somebody opened the migrations folder itself, and the project's settings are beside it. */
    private static SqlxSettings settingsAbove(Path folder) throws ProjectProblem {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return SqlxSettings.none();
        }
        SqlxSettings settings = SqlxSettings.in(parent);
        return parent.resolve(settings.folder())
                        .normalize()
                        .equals(folder.toAbsolutePath().normalize())
                ? settings
                : SqlxSettings.none();
    }

    /** Numbers before the first underscore are other tools' custom as well; what those have of their own decides. */
    private static boolean holdsMigrations(Path root, Path folder) throws ProjectProblem {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        boolean found = false;
        boolean others = has(root, KNEXFILE);
        for (Path file : files(folder)) {
            String name = nameOf(file);
            if (FLYWAY.matcher(name).matches()) {
                return false;
            }
            others |= MODULE.matcher(name).matches();
            found |= SqlxFile.isTaken(name) && SqlxFile.of(name) != null;
        }
        return found && (!others || mentionsSqlx(root));
    }

    private static boolean has(Path folder, Pattern name) throws ProjectProblem {
        return files(folder).stream().anyMatch(f -> name.matcher(nameOf(f)).matches());
    }

    private static boolean mentionsSqlx(Path root) throws ProjectProblem {
        Path manifest = root.resolve("Cargo.toml");
        try {
            return Files.isRegularFile(manifest) && new String(Files.readAllBytes(manifest)).contains("sqlx");
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + manifest + ": " + e.getMessage());
        }
    }

    private static Project read(Path root, Path folder, SqlxSettings settings, ProjectSettings own)
            throws ProjectProblem {
        Map<Long, Path> ups = new TreeMap<>();
        Map<Long, SqlxFile> read = new HashMap<>();
        Map<Long, Path> downs = new HashMap<>();
        List<String> notes = new ArrayList<>(settings.notes());
        for (Path file : scripts(folder, own)) {
            String name = nameOf(file);
            if (!SqlxFile.isTaken(name)) {
                if (name.toLowerCase(java.util.Locale.ROOT).endsWith(".sql")) {
                    notes.add(name + " is left out, as sqlx does: its name is not a number, _, words and .sql.");
                }
                continue;
            }
            SqlxFile parsed = SqlxFile.of(name);
            if (parsed == null) {
                throw new ProjectProblem("sqlx refuses all of " + folder + " because of " + name
                        + ": what stands before its first _ must be a number of at most 64 bits. Rename the file, or"
                        + " move it elsewhere.");
            }
            Path twin = (parsed.type() == Type.DOWN ? downs : ups).put(parsed.version(), file);
            if (twin != null) {
                throw new ProjectProblem("Two files have the version " + parsed.version() + ": " + nameOf(twin)
                        + " and " + name + ". Give one of them another; sqlx fails at the second one.");
            }
            if (parsed.type() != Type.DOWN) {
                read.put(parsed.version(), parsed);
            }
        }
        List<Migration> migrations = new ArrayList<>();
        for (Map.Entry<Long, Path> up : ups.entrySet()) {
            Path file = up.getValue();
            Path down = downs.get(up.getKey());
            if (down != null) {
                text(down);
            }
            migrations.add(new Migration(
                    up.getKey().toString(),
                    read.get(up.getKey()).description(),
                    Migration.Kind.VERSIONED,
                    file,
                    nameOf(file),
                    down,
                    !SqlxFile.wantsNoTransaction(text(file))));
        }
        return new Project(
                name(root),
                root,
                folder,
                SqlxFormat.NAME,
                evidence(root, folder, settings, migrations),
                migrations,
                notes,
                own);
    }

    private static String name(Path root) {
        Path name = root.toAbsolutePath().normalize().getFileName();
        return name == null ? root.toString() : name.toString();
    }

    private static String evidence(Path root, Path folder, SqlxSettings settings, List<Migration> migrations) {
        String relative = folder.startsWith(root) ? root.relativize(folder).toString() : folder.toString();
        return "sqlx: " + migrations.size() + " files named like 1_name.sql or 1_name.up.sql"
                + (relative.isEmpty() ? "" : " in " + relative)
                + (settings.file() == null ? "." : ", and a " + SqlxSettings.FILE + ".");
    }

    /** Revert scripts of versions that have no other file: sqlx knows such a version, and does not miss it. */
    static Map<Long, Path> revertScripts(Project project) throws ProjectProblem {
        Map<Long, Path> result = new HashMap<>();
        for (Path file : files(project.folder())) {
            String name = nameOf(file);
            SqlxFile parsed = SqlxFile.isTaken(name) ? SqlxFile.of(name) : null;
            if (parsed != null && parsed.type() == Type.DOWN) {
                result.put(parsed.version(), file);
            }
        }
        return result;
    }

    /** The folder's files, and scripts that revert which {@code turnstone.toml} says are elsewhere. */
    private static List<Path> scripts(Path folder, ProjectSettings own) throws ProjectProblem {
        List<Path> result = new ArrayList<>(files(folder));
        if (own.reverts() != null && !own.reverts().equals(folder)) {
            files(own.reverts()).stream()
                    .filter(f -> nameOf(f).endsWith(".down.sql") && SqlxFile.of(nameOf(f)) != null)
                    .forEach(result::add);
        }
        return result;
    }

    /** A script's text; sqlx refuses one that is not UTF-8. */
    static String text(Path file) throws ProjectProblem {
        try {
            return SqlxFile.decode(Files.readAllBytes(file));
        } catch (CharacterCodingException e) {
            throw new ProjectProblem(file + " is not UTF-8, and sqlx refuses to read the folder. Save it as UTF-8.");
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
    }

    static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> files(Path folder) throws ProjectProblem {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read the folder " + folder + ": " + e.getMessage());
        }
    }
}
