package org.turnstone.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A journal of runs that were made some time before a test began. */
final class EarlierRuns {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private EarlierRuns() {}

    /** Those of the pictures, and one that was killed. */
    static void in(Path journal, Path project) throws IOException {
        Files.createDirectories(journal);
        write(journal, project, Duration.ofMinutes(2), "DRY_RUN", "dry-run", "SUCCEEDED");
        write(journal, project, Duration.ofMinutes(9), "TEST", "test", "SUCCEEDED");
        write(journal, project, Duration.ofHours(26), "MIGRATE", "migrate", "FAILED");
        write(journal, project, Duration.ofDays(40), "MIGRATE", "migrate", null);
    }

    private static void write(Path journal, Path project, Duration ago, String kind, String id, String outcome)
            throws IOException {
        Instant at = Instant.now().minus(ago);
        String name = ID.format(at) + "-aaaaaa";
        String asked = """
            {"at":"%s","event":"asked","run":"%s","kind":"%s","project":"%s","name":"shop","target":"shop-local"}
            """.formatted(at, name, id, project);
        String ended = outcome == null ? "" : """
            {"at":"%s","event":"ended","result":{"id":"%s","kind":"%s","outcome":"%s","summary":"What it came to.","project":"shop","startedAt":"%s","duration":"PT1S"}}
            """.formatted(at, name, kind, outcome, at);
        Files.writeString(journal.resolve(name + ".jsonl"), asked + ended);
    }
}
