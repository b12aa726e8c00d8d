package org.turnstone.format.flyway;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** Names for new Flyway migrations, numbered as the project numbers its own. */
final class FlywayDrafts {
    /** From here on a version is a time: nobody counts to a hundred thousand million. */
    private static final int TIME_DIGITS = 12;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private FlywayDrafts() {}

    static NewChoices choices(Project project, LocalDateTime now) {
        Migration newest = newest(project);
        String next = next(newest == null ? null : newest.version(), now);
        String time = TIME.format(now);
        boolean timed = next.length() >= TIME_DIGITS;
        return new NewChoices(timed ? List.of(next) : List.of(next, time), true, List.of(".sql"));
    }

    static List<Draft> of(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        FlywayProject settings = FlywayProject.of(project);
        Configuration configuration = settings.configuration();
        String words = wanted.words().replaceAll("[\\s_]+", "_");
        Migration newest = newest(project);
        String version = wanted.version() == null
                ? next(newest == null ? null : newest.version(), now).replace('.', '_')
                : wanted.version().strip();
        check(project, version, wanted.ran(), configuration.isOutOfOrder());
        Path folder = newest == null ? project.folder() : newest.script().getParent();
        Path undoFolder = project.settings().reverts() == null
                ? folder
                : project.settings().reverts();
        String rest = version
                + configuration.getSqlMigrationSeparator()
                + words
                + configuration.getSqlMigrationSuffixes()[0];
        String name = configuration.getSqlMigrationPrefix() + rest;
        List<Draft> drafts = new ArrayList<>();
        drafts.add(new Draft(folder.resolve(name), "-- " + wanted.description() + "\n\n"));
        if (!Boolean.FALSE.equals(wanted.revertible())) {
            drafts.add(new Draft(
                    undoFolder.resolve(settings.undoPrefix() + rest),
                    "-- takes " + configuration.getSqlMigrationPrefix() + version + " back\n\n"));
        }
        return drafts;
    }

    private static Migration newest(Project project) {
        Migration newest = null;
        for (Migration migration : project.migrations()) {
            newest = migration.kind() == Migration.Kind.VERSIONED ? migration : newest;
        }
        return newest;
    }

    /** What Flyway would refuse: no number, one that is taken, and one before what has run. */
    private static void check(Project project, String version, List<String> ran, boolean anyOrder)
            throws ProjectProblem {
        if (!version.matches("\\d+([._]\\d+)*")) {
            throw new ProjectProblem("A version is numbers with dots or single underscores between them, such as 12 or"
                    + " 1.4; " + (version.isEmpty() ? "there is none." : version + " is none."));
        }
        MigrationVersion wanted = MigrationVersion.fromVersion(version);
        for (Migration each : project.migrations()) {
            if (each.kind() == Migration.Kind.VERSIONED
                    && MigrationVersion.fromVersion(each.version()).equals(wanted)) {
                throw new ProjectProblem("Version " + version + " is taken by " + each.scriptName()
                        + ". Flyway refuses to run two of the same.");
            }
        }
        MigrationVersion last = ran.stream()
                .map(MigrationVersion::fromVersion)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (!anyOrder && last != null && wanted.compareTo(last) < 0) {
            throw new ProjectProblem("Version " + version + " comes before " + last
                    + ", which the database has run already: Flyway would refuse it there. Take one above " + last
                    + ", or set flyway.outOfOrder=true.");
        }
    }

    private static String next(String newest, LocalDateTime now) {
        if (newest == null) {
            return "1";
        }
        int dot = newest.lastIndexOf('.');
        String last = newest.substring(dot + 1);
        if (dot < 0 && last.length() >= TIME_DIGITS) {
            String time = TIME.format(now);
            return new BigInteger(time).compareTo(new BigInteger(last)) > 0 ? time : increased(last);
        }
        return newest.substring(0, dot + 1) + increased(last);
    }

    /** One more, as wide as it was where it is filled with zeros. */
    private static String increased(String digits) {
        String more = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - more.length())) + more;
    }
}
