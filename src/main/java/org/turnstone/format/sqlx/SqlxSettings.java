package org.turnstone.format.sqlx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;

/**
 * What {@code sqlx.toml} says about migrations (sqlx-core/src/config/migrate.rs).
 *
 * @param file null when there is none
 * @param table the history table as it is written there, perhaps with a schema, perhaps quoted
 * @param folder where the migrations are, relative to the file's folder
 * @param ignoredChars code points that checksums pass over
 * @param schemas created before anything else
 * @param notes what is not honoured, a sentence each
 */
record SqlxSettings(
        Path file, String table, String folder, Set<Integer> ignoredChars, List<String> schemas, List<String> notes) {
    static final String FILE = "sqlx.toml";
    static final String TABLE = "_sqlx_migrations";
    static final String FOLDER = "migrations";

    private static final Set<String> KNOWN_TABLES = Set.of("common", "migrate", "macros", "drivers");
    private static final Set<String> KNOWN_KEYS =
            Set.of("table-name", "migrations-dir", "ignored-chars", "create-schemas", "defaults");

    static SqlxSettings none() {
        return new SqlxSettings(null, TABLE, FOLDER, Set.of(), List.of(), List.of());
    }

    /** Those of a project's folder. */
    static SqlxSettings in(Path folder) throws ProjectProblem {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return none();
        }
        TomlParseResult toml;
        try {
            toml = Toml.parse(file);
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + file + ": " + e.getMessage());
        }
        if (toml.hasErrors()) {
            var error = toml.errors().getFirst();
            throw new ProjectProblem(
                    file + ", line " + error.position().line() + " is not TOML: " + error.getMessage());
        }
        return read(file, toml);
    }

    /** What {@code turnstone.toml} says counts more. */
    SqlxSettings with(ProjectSettings own) {
        if (own.file() == null) {
            return this;
        }
        List<String> all = new ArrayList<>(own.notes());
        all.addAll(own.unusedBy("sqlx", Set.of("table", "schema")));
        all.addAll(notes);
        String name = own.table() == null ? table.substring(table.lastIndexOf('.') + 1) : own.table();
        String whole = own.schema() == null ? (own.table() == null ? table : name) : own.schema() + "." + name;
        return new SqlxSettings(
                file, whole, own.folder() == null ? folder : own.folder().toString(), ignoredChars, schemas, all);
    }

    private static SqlxSettings read(Path file, TomlParseResult toml) throws ProjectProblem {
        List<String> notes = new ArrayList<>();
        for (String key : toml.keySet()) {
            if (!KNOWN_TABLES.contains(key)) {
                notes.add(FILE + " has a key " + key + ", which sqlx does not know and refuses.");
            }
        }
        if (toml.contains(List.of("common", "database-url-var"))) {
            notes.add(FILE + " names an environment variable for the database's URL; give Turnstone the URL itself.");
        }
        TomlTable migrate = toml.isTable("migrate") ? toml.getTable("migrate") : Toml.parse("");
        for (String key : migrate.keySet()) {
            if (!KNOWN_KEYS.contains(key)) {
                notes.add(FILE + " has a key migrate." + key + ", which sqlx does not know and refuses.");
            }
        }
        try {
            String table = migrate.getString(List.of("table-name"));
            String folder = migrate.getString(List.of("migrations-dir"));
            return new SqlxSettings(
                    file,
                    table == null ? TABLE : table,
                    folder == null ? FOLDER : folder,
                    characters(file, migrate.getArray(List.of("ignored-chars"))),
                    schemas(migrate.getArray(List.of("create-schemas"))),
                    notes);
        } catch (RuntimeException e) {
            // The library's own exceptions for values of another type have no class in common.
            throw new ProjectProblem(file + " has a value of the wrong type below [migrate]: " + e.getMessage());
        }
    }

    private static Set<Integer> characters(Path file, TomlArray array) throws ProjectProblem {
        Set<Integer> result = new TreeSet<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            String each = array.getString(i);
            if (each.codePointCount(0, each.length()) != 1) {
                throw new ProjectProblem(
                        file + ": ignored-chars takes single characters, and \"" + each + "\" is not one.");
            }
            result.add(each.codePointAt(0));
        }
        return result;
    }

    private static List<String> schemas(TomlArray array) {
        // sqlx keeps them as a sorted set.
        Set<String> result = new TreeSet<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            result.add(array.getString(i));
        }
        return List.copyOf(result);
    }
}
