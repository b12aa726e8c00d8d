package org.turnstone.format.flyway;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.turnstone.format.Draft;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/** Names for new Flyway migrations, numbered as the project numbers its own. */
final class FlywayDrafts {
    /** From here on a version is a time: nobody counts to a hundred thousand million. */
    private static final int TIME_DIGITS = 12;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private FlywayDrafts() {}

    static List<Draft> of(Project project, String description, LocalDateTime now) throws ProjectProblem {
        String words = description.strip().replaceAll("[\\s_]+", "_");
        if (words.isEmpty() || words.matches(".*[/\\\\:*?\"<>|\\p{Cntrl}].*")) {
            throw new ProjectProblem(
                    "A description becomes part of a file's name: give it words, without" + " / \\ : * ? \" < > |.");
        }
        Migration newest = null;
        for (Migration migration : project.migrations()) {
            newest = migration.kind() == Migration.Kind.VERSIONED ? migration : newest;
        }
        String version = next(newest == null ? null : newest.version(), now);
        Path folder = newest == null ? project.folder() : newest.script().getParent();
        String rest = version.replace('.', '_') + "__" + words + ".sql";
        return List.of(
                new Draft(folder.resolve("V" + rest), "-- " + description.strip() + "\n\n"),
                new Draft(folder.resolve("U" + rest), "-- takes V" + rest + " back\n\n"));
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
