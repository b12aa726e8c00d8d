package org.turnstone.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names for runs: sorted by their beginning, and short enough to be read in {@code pg_stat_activity}. */
final class RunIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunIds() {}

    static String next() {
        byte[] bytes = new byte[3];
        RANDOM.nextBytes(bytes);
        return TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(bytes);
    }

    /** When the run with this name began; null when the name does not say. */
    static Instant begun(String id) {
        try {
            return id.length() < 15 ? null : TIME.parse(id.substring(0, 15), Instant::from);
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }
}
