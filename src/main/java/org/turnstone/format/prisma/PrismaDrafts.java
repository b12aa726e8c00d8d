package org.turnstone.format.prisma;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.turnstone.format.Draft;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/**
 * New migrations as {@code prisma migrate dev --create-only} names them (packages/migrate, @sindresorhus/slugify with
 * {@code _}), with the {@code down.sql} of its documentation.
 */
final class PrismaDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int NAME_BYTES = 200;

    /** What slugify writes out instead of dropping the mark. */
    private static final Map<String, String> WORDS =
            Map.of("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ß", "ss", "&", " and ");

    private PrismaDrafts() {}

    static List<Draft> of(Project project, String description, LocalDateTime now) throws ProjectProblem {
        String name = TIME.format(now) + "_" + slug(description);
        if (name.length() > NAME_BYTES) {
            throw new ProjectProblem("Prisma takes folder names of at most " + NAME_BYTES + " bytes; this one has "
                    + name.length() + ".");
        }
        Path folder = project.folder().resolve(name);
        return List.of(
                new Draft(folder.resolve("migration.sql"), "-- This is an empty migration."),
                new Draft(folder.resolve("down.sql"), "-- Takes " + name + " back.\n"));
    }

    static String slug(String text) {
        String words = text;
        for (Map.Entry<String, String> each : WORDS.entrySet()) {
            words = words.replace(each.getKey(), each.getValue());
        }
        words = Normalizer.normalize(words, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        words = words.replaceAll("['’]", "");
        // Both ends of a run of capitals: HTTPServer is http_server, addUserName is add_user_name.
        words = words.replaceAll("(\\p{Upper}+)(\\p{Upper}\\p{Lower})", "$1 $2")
                .replaceAll("([\\p{Lower}\\d])(\\p{Upper})", "$1 $2");
        return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
