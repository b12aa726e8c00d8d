package org.turnstone.format.knex;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** New migrations as {@code knex migrate:make} names and fills them (lib/migrations/migrate/stub), in the kind last used. */
final class KnexDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private static final String SQL = ".sql";
    private static final String UP = ".up.sql";

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

    static NewChoices choices(Project project, LocalDateTime now) {
        String own = ending(project);
        List<String> endings = new ArrayList<>(List.of(own));
        for (String other : List.of(".js", ".ts", UP)) {
            if (!endings.contains(other) && !(other.equals(UP) && own.equals(SQL))) {
                endings.add(other);
            }
        }
        return new NewChoices(List.of(), true, endings);
    }

    static List<Draft> of(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        String stem = TIME.format(now) + "_" + wanted.words().replace(' ', '_');
        String ending = wanted.ending() == null ? ending(project) : wanted.ending();
        List<Migration> all = project.migrations();
        Path folder = all.isEmpty() ? project.folder() : all.getLast().script().getParent();
        if (!ending.endsWith(SQL)) {
            return List.of(new Draft(folder.resolve(stem + ending), ending.equals(".ts") ? TYPESCRIPT : COMMON_JS));
        }
        Draft up = new Draft(folder.resolve(stem + ending), "-- " + wanted.description() + "\n");
        return Boolean.FALSE.equals(wanted.revertible())
                ? List.of(up)
                : List.of(up, new Draft(folder.resolve(stem + ".down.sql"), "-- takes " + stem + " back\n"));
    }

    /** The last one's. */
    private static String ending(Project project) {
        String last = project.migrations().isEmpty()
                ? ""
                : project.migrations().getLast().scriptName();
        if (!project.migrations().isEmpty()
                && KnexMigrations.isSql(project.migrations().getLast())) {
            return last.endsWith(UP) ? UP : SQL;
        }
        return last.endsWith(".ts") ? ".ts" : ".js";
    }
}
