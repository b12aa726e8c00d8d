package org.turnstone.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.turnstone.sql.DataLoss;

/** How durations, counts, times and statements are put in words, the same in every document and on the terminal. */
public final class Phrases {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final DateTimeFormatter UTC_SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Phrases() {}

    /** {@code 12 ms}, {@code 1.2 s}, {@code 3 min 05 s}; a dash where nobody measured. */
    public static String duration(Duration duration) {
        if (duration == null) {
            return "–";
        }
        long ms = duration.toMillis();
        if (ms < 1000) {
            return ms == 0 && !duration.isZero() ? "<1 ms" : ms + " ms";
        }
        if (ms < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.min(ms / 1000.0, 59.9));
        }
        return ms < 3_600_000
                ? "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** What becomes of the data, in words. */
    public static String loss(DataLoss loss) {
        return switch (loss.kind()) {
            case TABLE -> "table " + loss.name();
            case COLUMN -> "column " + loss.name() + "." + loss.column();
            case SCHEMA -> "schema " + loss.name() + " and everything in it";
            case ALL_ROWS -> "all rows of " + loss.name();
            case ROWS -> "some rows of " + loss.name();
            case VALUES -> "overwritten values in " + loss.name();
            case CONVERTED -> "exact values of " + loss.name() + "." + loss.column() + " (its type changes)";
        };
    }

    /** {@code 1 statement}, {@code 3 statements}. */
    public static String count(long number, String one) {
        return number + " " + (number == 1 ? one : one + "s");
    }

    /** {@code 118 → 123}, or one number where it stayed or nobody counted before; a dash where nobody counted. */
    public static String objects(int before, int after) {
        if (after < 0) {
            return "–";
        }
        return before < 0 || before == after ? String.valueOf(after) : before + " → " + after;
    }

    /** With gaps between thousands: {@code 1 204 331}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** {@code 728 B}, {@code 410 kB}, {@code 6.1 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        for (String unit : new String[] {"kB", "MB"}) {
            if (value < 1023.5) {
                return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, unit);
            }
            value /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f GB", value);
    }

    /** To the minute; a dash for never. */
    public static String when(LocalDateTime time) {
        return time == null ? "–" : MINUTES.format(time);
    }

    /** To the second, and in whose time. */
    public static String instant(Instant instant) {
        return UTC_SECONDS.format(instant);
    }

    /** A text, or a dash for none. */
    public static String orDash(Object value) {
        return value == null ? "–" : value.toString();
    }

    /** A statement's first line that says something, with a mark where there is more. */
    public static String firstLine(String sql) {
        String[] lines = sql.strip().split("\\R");
        int first = 0;
        while (first < lines.length - 1
                && (lines[first].isBlank() || lines[first].strip().startsWith("--"))) {
            first++;
        }
        String line = lines[first].strip();
        return first < lines.length - 1 ? line + " …" : line;
    }
}
