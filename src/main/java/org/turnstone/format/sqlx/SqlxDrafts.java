package org.turnstone.format.sqlx;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** The files of {@code sqlx migrate add} (sqlx-cli/src/migrate.rs), numbered and paired as the project's own. */
final class SqlxDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private SqlxDrafts() {}

    static List<Draft> of(Project project, String description, LocalDateTime now) throws ProjectProblem {
        String words = description.strip();
        if (words.isEmpty() || words.matches(".*[/\\\\:*?\"<>|\\p{Cntrl}].*")) {
            throw new ProjectProblem(
                    "A description becomes part of a file's name: give it words, without / \\ : * ? \" < > |.");
        }
        List<Migration> all = project.migrations();
        String stem = version(all, now) + "_" + words.replace(' ', '_');
        // A project's first migration gets a script that reverts it.
        boolean reversible = all.isEmpty() || all.getLast().scriptName().endsWith(".up.sql");
        return reversible
                ? List.of(
                        new Draft(project.folder().resolve(stem + ".up.sql"), "-- Add up migration script here\n"),
                        new Draft(project.folder().resolve(stem + ".down.sql"), "-- Add down migration script here\n"))
                : List.of(new Draft(project.folder().resolve(stem + ".sql"), "-- Add migration script here\n"));
    }

    /** sqlx counts on where the last two differ by one, or the only one is 0 or 1. */
    private static String version(List<Migration> all, LocalDateTime now) {
        if (!all.isEmpty()) {
            long last = Long.parseLong(all.getLast().version());
            boolean counted = all.size() == 1
                    ? last == 0 || last == 1
                    : last - Long.parseLong(all.get(all.size() - 2).version()) == 1;
            if (counted) {
                return String.format(java.util.Locale.ROOT, "%04d", last + 1);
            }
        }
        return TIME.format(now);
    }
}
