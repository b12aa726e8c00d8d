package org.turnstone.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The environment, and under it a project's {@code .env}: what is set in the environment wins, as dotenv has it. */
final class Variables {
    /** A variable's value and where it was set. */
    record Variable(String value, Provenance source) {}

    private final Map<String, String> environment;
    private DotEnv file;
    private String fileName;

    Variables(Surroundings around, Path project) {
        environment = around.environment();
        for (Path folder : folders(around, project)) {
            AddressFiles.TextFile found = around.files().read(folder.resolve(".env"));
            if (found != null) {
                file = DotEnv.read(found.text(), environment);
                fileName = around.words(folder.resolve(".env"));
                break;
            }
        }
    }

    /** Null where it is not set, or to nothing. */
    Variable get(String name) {
        String value = environment.get(name);
        if (value != null) {
            return value.isBlank() ? null : new Variable(value, new Provenance(name));
        }
        DotEnv.Entry entry = file == null ? null : file.entries().get(name);
        return entry == null || entry.value().isBlank()
                ? null
                : new Variable(entry.value(), new Provenance(name + " in " + fileName + ", line " + entry.line()));
    }

    /** What is odd about a variable's line; null for nothing. */
    String warning(String name) {
        DotEnv.Entry entry = file == null || environment.containsKey(name)
                ? null
                : file.entries().get(name);
        if (entry == null || entry.earlierLine() == 0) {
            return null;
        }
        return name + " stands twice in " + fileName + ", in lines " + entry.earlierLine() + " and " + entry.line()
                + ", with different values. Line " + entry.line()
                + " counts, as dotenv has it; sqlx takes the first. Delete one.";
    }

    /** A clone's .git is a folder, a worktree's is a file. */
    private static boolean isRepository(AddressFiles files, Path folder) {
        return files.read(folder.resolve(".git")) != null || files.read(folder.resolve(".git/HEAD")) != null;
    }

    /**
     * The project's folder and those above it, up to the one the repository or Turnstone itself begins in. Further up
     * there may be folders of other people, whose files must not say where a migration goes.
     */
    private static List<Path> folders(Surroundings around, Path project) {
        Path start =
                around.folder().resolve(project == null ? Path.of("") : project).normalize();
        Set<Path> folders = new LinkedHashSet<>();
        List<Path> above = new ArrayList<>();
        boolean bounded = false;
        for (Path folder = start; folder != null && !bounded; folder = folder.getParent()) {
            above.add(folder);
            bounded = folder.equals(around.folder()) || isRepository(around.files(), folder);
        }
        folders.addAll(bounded ? above : above.subList(0, Math.min(2, above.size())));
        folders.add(around.folder());
        return List.copyOf(folders);
    }
}
