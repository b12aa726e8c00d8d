package org.turnstone.format.sqlx;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;

/** New migrations as {@code sqlx migrate add} names and fills them (sqlx-cli/src/migrate.rs, 0.9). */
final class SqlxDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private SqlxDrafts() {}

    static List<Draft> of(Project project, String description, LocalDateTime now) {
        List<Migration> all = project.migrations();
        Migration last = all.isEmpty() ? null : all.getLast();
        String stem = prefix(all, now) + "_" + description.strip().replace(' ', '_');
        Path folder = project.folder();
        // A new project gets the pair: what cannot be taken back is the exception.
        boolean reversible = last == null || last.scriptName().endsWith(".up.sql");
        return reversible
                ? List.of(
                        new Draft(folder.resolve(stem + ".up.sql"), "-- Add up migration script here\n"),
                        new Draft(folder.resolve(stem + ".down.sql"), "-- Add down migration script here\n"))
                : List.of(new Draft(folder.resolve(stem + ".sql"), "-- Add migration script here\n"));
    }

    /** Counted on where the last two versions follow each other, or the only one is the first; else a time. */
    private static String prefix(List<Migration> all, LocalDateTime now) {
        if (!all.isEmpty()) {
            long last = Long.parseLong(all.getLast().version());
            boolean counts = all.size() == 1
                    ? last == 0 || last == 1
                    : last - Long.parseLong(all.get(all.size() - 2).version()) == 1;
            if (counts) {
                return String.format("%04d", last + 1);
            }
        }
        return TIME.format(now);
    }
}
