package org.turnstone.format.knex;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;

/** New migrations as {@code knex migrate:make} names and fills them (lib/migrations/migrate/stub), in the kind last used. */
final class KnexDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private static final String COMMON_JS = """
        /**
         * @param { import("knex").Knex } knex
         * @returns { Promise<void> }
         */
        exports.up = function(knex) {
         \s
        };

        /**
         * @param { import("knex").Knex } knex
         * @returns { Promise<void> }
         */
        exports.down = function(knex) {
         \s
        };
        """;

    private static final String TYPESCRIPT = """
        import type { Knex } from "knex";


        export async function up(knex: Knex): Promise<void> {
        }


        export async function down(knex: Knex): Promise<void> {
        }

        """;

    private KnexDrafts() {}

    static List<Draft> of(Project project, String description, LocalDateTime now) {
        String stem = TIME.format(now) + "_" + description.strip().replace(' ', '_');
        List<Migration> all = project.migrations();
        Migration last = all.isEmpty() ? null : all.getLast();
        Path folder = last == null ? project.folder() : last.script().getParent();
        if (last != null && KnexMigrations.isSql(last)) {
            String ending = last.scriptName().endsWith(".up.sql") ? ".up.sql" : ".sql";
            return List.of(
                    new Draft(folder.resolve(stem + ending), "-- " + description.strip() + "\n"),
                    new Draft(folder.resolve(stem + ".down.sql"), "-- takes " + stem + " back\n"));
        }
        boolean typed = last != null && last.scriptName().endsWith(".ts");
        return List.of(new Draft(folder.resolve(stem + (typed ? ".ts" : ".js")), typed ? TYPESCRIPT : COMMON_JS));
    }
}
