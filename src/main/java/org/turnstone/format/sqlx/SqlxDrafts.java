package org.turnstone.format.sqlx;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** The files of {@code sqlx migrate add} (sqlx-cli/src/migrate.rs), numbered and paired as the project's own. */
final class SqlxDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private SqlxDrafts() {}

    static NewChoices choices(Project project, LocalDateTime now) {
        List<Migration> all = project.migrations();
        String next = version(all, now);
        String time = TIME.format(now);
        return new NewChoices(
                next.equals(time) ? List.of(next, following(all)) : List.of(next, time),
                isReversible(all),
                List.of(".sql"));
    }

    static List<Draft> of(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        List<Migration> all = project.migrations();
        String words = wanted.words().replace(' ', '_');
        String version = wanted.version() == null
                ? version(all, now)
                : checked(wanted.version().strip(), all);
        String stem = version + "_" + words;
        boolean reversible = wanted.revertible() == null ? isReversible(all) : wanted.revertible();
        Path reverts = project.settings().reverts() == null
                ? project.folder()
                : project.settings().reverts();
        return reversible
                ? List.of(
                        new Draft(project.folder().resolve(stem + ".up.sql"), "-- Add up migration script here\n"),
                        new Draft(reverts.resolve(stem + ".down.sql"), "-- Add down migration script here\n"))
                : List.of(new Draft(project.folder().resolve(stem + ".sql"), "-- Add migration script here\n"));
    }

    /** A project's first migration gets a script that reverts it, and others as the last one did. */
    private static boolean isReversible(List<Migration> all) {
        return all.isEmpty() || all.getLast().scriptName().endsWith(".up.sql");
    }

    /** What sqlx would refuse. That a number comes before others is no reason: it runs them in any order. */
    private static String checked(String version, List<Migration> all) throws ProjectProblem {
        if (!version.matches("\\d{1,18}")) {
            throw new ProjectProblem("sqlx numbers migrations with whole numbers of up to 18 digits; "
                    + (version.isEmpty() ? "there is none." : version + " is none."));
        }
        for (Migration each : all) {
            if (Long.parseLong(each.version()) == Long.parseLong(version)) {
                throw new ProjectProblem("Version " + version + " is taken by " + each.scriptName()
                        + ", and sqlx cannot record two of the same.");
            }
        }
        return version;
    }

    /** sqlx counts on where the last two differ by one, or the only one is 0 or 1. */
    private static String version(List<Migration> all, LocalDateTime now) {
        if (!all.isEmpty()) {
            long last = Long.parseLong(all.getLast().version());
            boolean counted = all.size() == 1
                    ? last == 0 || last == 1
                    : last - Long.parseLong(all.get(all.size() - 2).version()) == 1;
            if (counted) {
                return following(all);
            }
        }
        return TIME.format(now);
    }

    private static String following(List<Migration> all) {
        long last = all.isEmpty() ? 0 : Long.parseLong(all.getLast().version());
        return String.format(Locale.ROOT, "%04d", last + 1);
    }
}
