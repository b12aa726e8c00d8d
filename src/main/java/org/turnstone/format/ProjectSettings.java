package org.turnstone.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tomlj.TomlArray;

/**
 * What {@code turnstone.toml} in a project's root says. No project needs one: it settles what would otherwise be found
 * out, and what a scratch database needs before the scripts can run on it.
 *
 * @param file null when there is none
 * @param format the format's name in small letters, or null to find it out
 * @param folder where the migrations are, or null to find it out
 * @param table the history table's name, or null for the tool's own
 * @param schema the history table's schema, or null for the tool's own
 * @param reverts a folder with revert scripts that are not beside their migrations, or null
 * @param placeholders what {@code ${name}} stands for in scripts
 * @param lintOff rules of the linter that are switched off
 * @param scratch what a scratch database is given before the scripts run
 * @param notes what in the file is not understood, a sentence each
 */
public record ProjectSettings(
        Path file,
        String format,
        Path folder,
        String table,
        String schema,
        Path reverts,
        Map<String, String> placeholders,
        List<String> lintOff,
        Scratch scratch,
        List<String> notes) {
    /** Its name, in a project's root. */
    public static final String FILE = "turnstone.toml";

    private static final Set<String> FORMATS = new LinkedHashSet<>(List.of("flyway", "sqlx", "prisma", "knex"));
    private static final Set<String> KEYS = new LinkedHashSet<>(
            List.of("format", "folder", "table", "schema", "reverts", "placeholders", "lint", "scratch"));
    private static final Set<String> LINT_KEYS = Set.of("off");
    private static final Set<String> SCRATCH_KEYS = new LinkedHashSet<>(List.of("setup", "roles", "extensions"));

    public ProjectSettings {
        placeholders = Map.copyOf(placeholders);
        lintOff = List.copyOf(lintOff);
        notes = List.copyOf(notes);
    }

    /**
     * What a scratch database is given before the scripts run on it.
     *
     * @param setup SQL, each a script of one or several statements, in their order
     * @param setupPlace where that SQL stands, for messages; null when there is none
     * @param roles roles that must be there
     * @param extensions extensions that must be there
     */
    public record Scratch(List<String> setup, String setupPlace, List<String> roles, List<String> extensions) {
        /** Nothing. */
        public static final Scratch NONE = new Scratch(List.of(), null, List.of(), List.of());

        public Scratch {
            setup = List.copyOf(setup);
            roles = List.copyOf(roles);
            extensions = List.copyOf(extensions);
        }

        /** Whether there is nothing to do. */
        public boolean isEmpty() {
            return setup.isEmpty() && roles.isEmpty() && extensions.isEmpty();
        }
    }

    /** Those of a project without the file. */
    public static ProjectSettings none() {
        return new ProjectSettings(null, null, null, null, null, null, Map.of(), List.of(), Scratch.NONE, List.of());
    }

    /**
     * Reads the file in a project's root, if there is one.
     *
     * @throws ProjectProblem when a value makes no sense: the message says where and what it must be
     */
    public static ProjectSettings in(Path root) throws ProjectProblem {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return none();
        }
        TomlFile toml = TomlFile.read(file);
        List<String> notes = new ArrayList<>();
        unknown(toml, KEYS, notes);
        unknown(toml, LINT_KEYS, notes, "lint");
        unknown(toml, SCRATCH_KEYS, notes, "scratch");
        return new ProjectSettings(
                file,
                format(toml),
                folder(toml, "folder"),
                filled(toml, "table"),
                filled(toml, "schema"),
                folder(toml, "reverts"),
                toml.map("placeholders"),
                toml.texts("lint", "off"),
                scratch(toml),
                notes);
    }

    /** What is said here and means nothing to a format, a sentence each. */
    public List<String> unusedBy(String tool, Set<String> honoured) {
        List<String> result = new ArrayList<>();
        Map<String, Boolean> said = new LinkedHashMap<>();
        said.put("table", table != null);
        said.put("schema", schema != null);
        said.put("placeholders", !placeholders.isEmpty());
        said.forEach((key, there) -> {
            if (there && !honoured.contains(key)) {
                result.add(FILE + " has " + key + ", which means nothing to " + tool + " and is passed over.");
            }
        });
        return result;
    }

    private static void unknown(TomlFile toml, Set<String> known, List<String> notes, String... table)
            throws ProjectProblem {
        for (String key : toml.keys(table)) {
            if (!known.contains(key)) {
                List<String> path = new ArrayList<>(List.of(table));
                path.add(key);
                notes.add(toml.noteAt(path.toArray(String[]::new)) + ": " + String.join(".", path)
                        + " is not a setting Turnstone knows, and is passed over. "
                        + (table.length == 0 ? "It knows " : "In [" + String.join(".", table) + "] it knows ")
                        + String.join(", ", known) + ".");
            }
        }
    }

    private static String format(TomlFile toml) throws ProjectProblem {
        String said = toml.text("format");
        if (said == null) {
            return null;
        }
        String word = said.strip().toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(word)) {
            throw toml.wrong("one of " + String.join(", ", FORMATS), "format");
        }
        return word;
    }

    private static Path folder(TomlFile toml, String key) throws ProjectProblem {
        String said = filled(toml, key);
        if (said == null) {
            return null;
        }
        Path folder = path(toml, said, key);
        if (!Files.isDirectory(folder)) {
            throw new ProjectProblem(toml.at(key) + ": " + key + " names " + folder + ", and there is no such folder."
                    + " It is looked for from the folder " + FILE + " is in.");
        }
        return folder;
    }

    private static Path path(TomlFile toml, String said, String... key) throws ProjectProblem {
        try {
            return toml.file().toAbsolutePath().getParent().resolve(said).normalize();
        } catch (InvalidPathException e) {
            throw toml.wrong("a path", key);
        }
    }

    private static String filled(TomlFile toml, String key) throws ProjectProblem {
        String said = toml.text(key);
        if (said != null && said.isBlank()) {
            throw toml.wrong("a name that is not empty; take the line out to leave it to Turnstone", key);
        }
        return said;
    }

    private static Scratch scratch(TomlFile toml) throws ProjectProblem {
        List<String> setup = List.of();
        String place = null;
        Object said = toml.value(List.of("scratch", "setup"));
        if (said instanceof String name) {
            Path script = path(toml, name, "scratch", "setup");
            if (!Files.isRegularFile(script)) {
                throw new ProjectProblem(toml.at("scratch", "setup") + ": scratch.setup names " + script
                        + ", and there is no such file. For SQL written here make it a list, such as [\"create schema"
                        + " app\"].");
            }
            setup = List.of(read(script));
            place = name;
        } else if (said != null) {
            if (!(said instanceof TomlArray)) {
                throw toml.wrong("a list of SQL statements, or the name of a file with some", "scratch", "setup");
            }
            setup = toml.texts("scratch", "setup");
            place = toml.noteAt("scratch", "setup");
        }
        return new Scratch(setup, place, toml.texts("scratch", "roles"), toml.texts("scratch", "extensions"));
    }

    private static String read(Path script) throws ProjectProblem {
        try {
            return new String(Files.readAllBytes(script), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + script + ": " + e.getMessage());
        }
    }
}
