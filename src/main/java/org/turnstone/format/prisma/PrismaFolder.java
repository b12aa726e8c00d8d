package org.turnstone.format.prisma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.ScriptPieces;

/** Finds a project's migrations as Prisma does (packages/migrate/src/utils/listMigrations.ts): one folder each. */
final class PrismaFolder {
    static final String SCRIPT = "migration.sql";
    static final String REVERT_SCRIPT = "down.sql";
    static final String LOCK_FILE = "migration_lock.toml";

    private static final String PROVIDER = "postgresql";
    private static final Pattern STAMP = Pattern.compile("\\d+[_-](?=.)");
    private static final Pattern SCHEMAS = Pattern.compile("(?m)^\\s*schemas\\s*=\\s*\\[([^\\]]*)\\]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private static final String NAME = "prisma";

    private PrismaFolder() {}

    static Optional<Project> open(Path root, ProjectSettings own) throws ProjectProblem {
        PrismaPaths paths =
                own.folder() == null ? PrismaPaths.of(root) : PrismaPaths.only(own.folder(), NAME.equals(own.format()));
        for (Path folder : paths.candidates()) {
            boolean said =
                    paths.configured() && folder.equals(paths.candidates().getFirst());
            if (Files.isDirectory(folder) && (said || isMigrations(folder))) {
                return Optional.of(read(root, folder, paths, own));
            }
        }
        return Optional.empty();
    }

    private static boolean isMigrations(Path folder) throws ProjectProblem {
        return Files.isRegularFile(folder.resolve(LOCK_FILE))
                || folders(folder).stream().anyMatch(f -> Files.isRegularFile(f.resolve(SCRIPT)));
    }

    private static Project read(Path root, Path folder, PrismaPaths paths, ProjectSettings own) throws ProjectProblem {
        checkProvider(folder);
        List<String> notes = new ArrayList<>(own.notes());
        notes.addAll(own.unusedBy(PrismaFormat.NAME, Set.of()));
        notes.addAll(paths.notes());
        List<Migration> migrations = new ArrayList<>();
        for (Path each : folders(folder)) {
            String name = each.getFileName().toString();
            Path script = each.resolve(SCRIPT);
            Path revert = revert(each, name, own);
            boolean there = Files.isRegularFile(script);
            if (!there) {
                notes.add(name + " has no " + SCRIPT + "; Prisma stops there when it is its turn.");
            }
            if (!PrismaNames.isPlain(name)) {
                notes.add("The name " + name + " is not all ASCII: where it stands among the others depends on the"
                        + " language of the machine that Prisma runs on.");
            }
            migrations.add(new Migration(
                    name,
                    description(name),
                    Migration.Kind.VERSIONED,
                    script,
                    name + "/" + SCRIPT,
                    Files.isRegularFile(revert) ? revert : null,
                    !there
                            || ScriptPieces.of(PrismaPaths.read(script), ScriptPieces.Mode.IMPLICIT)
                                    .isTransactional()));
        }
        String relative = folder.startsWith(root) ? root.relativize(folder).toString() : folder.toString();
        boolean locked = Files.isRegularFile(folder.resolve(LOCK_FILE));
        String evidence = "Prisma: " + migrations.size() + " folders with a " + SCRIPT
                + (relative.isEmpty() ? "" : " in " + relative) + (locked ? ", and a " + LOCK_FILE + "." : ".");
        Path name = root.toAbsolutePath().normalize().getFileName();
        return new Project(
                name == null ? root.toString() : name.toString(),
                root,
                folder,
                PrismaFormat.NAME,
                evidence,
                migrations,
                notes,
                own);
    }

    /** Beside the script, or where {@code turnstone.toml} says such scripts are. */
    private static Path revert(Path folder, String name, ProjectSettings own) {
        Path beside = folder.resolve(REVERT_SCRIPT);
        if (own.reverts() == null || Files.isRegularFile(beside)) {
            return beside;
        }
        Path below = own.reverts().resolve(name).resolve(REVERT_SCRIPT);
        return Files.isRegularFile(below) ? below : own.reverts().resolve(name + "." + REVERT_SCRIPT);
    }

    /** A name without the time before it, in words. */
    static String description(String name) {
        Matcher stamp = STAMP.matcher(name);
        return (stamp.lookingAt() ? name.substring(stamp.end()) : name).replace('_', ' ');
    }

    /** Real folders, hidden ones too, in the order they run; links to folders are not followed. */
    private static List<Path> folders(Path folder) throws ProjectProblem {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted((a, b) -> PrismaNames.ORDER.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read the folder " + folder + ": " + e.getMessage());
        }
    }

    /** Prisma's P3019, by its own way to read the file, which is not TOML's. */
    private static void checkProvider(Path folder) throws ProjectProblem {
        Path file = folder.resolve(LOCK_FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        String provider = PrismaPaths.read(file)
                .lines()
                .filter(line -> line.startsWith("provider"))
                .findFirst()
                .map(line -> line.replace("provider = ", "").replace("\"", "").strip())
                .orElse("<PROVIDER NOT FOUND>");
        if (!provider.equals(PROVIDER)) {
            throw new ProjectProblem(file + " says that these migrations are for " + provider
                    + ", and Prisma runs them nowhere else. For PostgreSQL it must hold the line provider = \""
                    + PROVIDER + "\", spaces and all.");
        }
    }

    /** The datasource's {@code schemas}, which must all be empty when a history begins. */
    static List<String> schemas(Project project) throws ProjectProblem {
        List<String> result = new ArrayList<>();
        for (Path file : List.of(
                project.folder().resolveSibling("schema.prisma"),
                project.root().resolve("schema.prisma"),
                project.root().resolve("prisma").resolve("schema.prisma"))) {
            if (Files.isRegularFile(file)) {
                Matcher list = SCHEMAS.matcher(PrismaPaths.read(file));
                if (list.find()) {
                    Matcher each = QUOTED.matcher(list.group(1));
                    while (each.find()) {
                        result.add(each.group(1));
                    }
                }
                return result;
            }
        }
        return result;
    }
}
