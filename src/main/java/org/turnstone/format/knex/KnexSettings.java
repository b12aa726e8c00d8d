package org.turnstone.format.knex;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.format.ProjectSettings;

/**
 * What a knexfile says about migrations; where it says nothing, knex's own defaults (CONFIG_DEFAULT in
 * lib/migrations/migrate/migrator-configuration-merger.js of knex 3.3.0).
 *
 * @param knexfile null where there is none
 * @param base the folder in which knex works: the knexfile's
 * @param directories where migrations are, in the order given
 * @param schemaName the schema of knex's tables; null for the first of the search path
 * @param searchPath what sessions of the project set; empty for the server's own
 * @param source whether the project has a migration source of its own
 * @param names what that source lists; null where there is none, or it could not be asked
 * @param computed whether the knexfile would have to be run to know more than this
 * @param notes what was not understood, a sentence each
 */
record KnexSettings(
        Path knexfile,
        Path base,
        List<Path> directories,
        List<String> loadExtensions,
        boolean sortDirsSeparately,
        String tableName,
        String schemaName,
        List<String> searchPath,
        boolean disableTransactions,
        boolean disableMigrationsListValidation,
        boolean source,
        List<String> names,
        boolean computed,
        List<String> notes) {
    static final String TABLE = "knex_migrations";

    /** DEFAULT_LOAD_EXTENSIONS in lib/migrations/common/MigrationsLoader.js. */
    static final List<String> EXTENSIONS =
            List.of(".co", ".coffee", ".eg", ".iced", ".js", ".cjs", ".litcoffee", ".ls", ".ts");

    static KnexSettings defaults(Path knexfile, Path base, Path directory, List<String> notes) {
        return new KnexSettings(
                knexfile,
                base,
                List.of(directory),
                EXTENSIONS,
                false,
                TABLE,
                null,
                List.of(),
                false,
                false,
                false,
                null,
                false,
                notes);
    }

    /** With one more note, and with or without the question whether the knexfile may be run. */
    KnexSettings with(String note, boolean asks) {
        List<String> all = new ArrayList<>(notes);
        if (note != null) {
            all.add(note);
        }
        return new KnexSettings(
                knexfile,
                base,
                directories,
                loadExtensions,
                sortDirsSeparately,
                tableName,
                schemaName,
                searchPath,
                disableTransactions,
                disableMigrationsListValidation,
                source,
                names,
                asks,
                all);
    }

    /** What {@code turnstone.toml} says counts more. */
    KnexSettings with(ProjectSettings own) {
        if (own.file() == null) {
            return this;
        }
        List<String> all = new ArrayList<>(own.notes());
        // Knex itself, which runs the JavaScript, would not hear of another table than its knexfile's.
        boolean free = knexfile == null;
        all.addAll(own.unusedBy("Knex", free ? Set.of("table", "schema") : Set.of()));
        all.addAll(notes);
        return new KnexSettings(
                knexfile,
                base,
                own.folder() == null ? directories : List.of(own.folder()),
                loadExtensions,
                sortDirsSeparately,
                free && own.table() != null ? own.table() : tableName,
                free && own.schema() != null ? own.schema() : schemaName,
                searchPath,
                disableTransactions,
                disableMigrationsListValidation,
                source,
                names,
                computed,
                all);
    }

    String lockTable() {
        return tableName + "_lock";
    }
}
