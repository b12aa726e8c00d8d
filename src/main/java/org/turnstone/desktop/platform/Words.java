package org.turnstone.desktop.platform;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and times as people read them. */
public final class Words {
    private static final Pattern LEADING_COMMENTS =
            Pattern.compile("\\A(?:\\s+|--[^\\n]*(?:\\n|\\z)|/\\*(?:[^*]|\\*(?!/))*+\\*/)++");

    private Words() {}

    /** Such as {@code 0.4 ms}, {@code 38 ms}, {@code 1.2 s}, {@code 3 min 5 s}. */
    public static String duration(Duration duration) {
        double ms = duration.toNanos() / 1e6;
        if (ms < 1) {
            return String.format(Locale.getDefault(), "%.1f ms", ms);
        }
        if (ms < 1000) {
            return Math.round(ms) + " ms";
        }
        if (ms < 60_000) {
            return String.format(Locale.getDefault(), "%.1f s", ms / 1000);
        }
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** Thousands apart by a thin space, as the pictures have them. */
    public static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(count).replace(',', '\u202f');
    }

    /** Such as {@code 640 B}, {@code 410 kB}, {@code 61 MB}, {@code 1.2 GB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double left = bytes / 1000.0;
        for (String unit : new String[] {"kB", "MB", "GB"}) {
            // Rounded first: what would read 1000 kB is 1 MB.
            if (Math.round(left) < 1000) {
                return (left < 10 && !unit.equals("kB")
                                ? String.format(Locale.getDefault(), "%.1f", left)
                                : Math.round(left))
                        + " " + unit;
            }
            left /= 1000;
        }
        return String.format(Locale.getDefault(), "%.1f TB", left);
    }

    /** A relation as people call it: what is in the schema everybody uses goes without it. */
    public static String relation(String qualified) {
        return qualified.startsWith("public.") ? qualified.substring("public.".length()) : qualified;
    }

    /** A statement in one line, without the comments before it. */
    public static String oneLine(String sql) {
        String flat = LEADING_COMMENTS.matcher(sql).replaceFirst("").strip().replaceAll("\\s+", " ");
        return flat.length() > 300 ? flat.substring(0, 299) + "…" : flat;
    }
}
