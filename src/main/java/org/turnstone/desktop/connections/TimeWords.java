package org.turnstone.desktop.connections;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A limit as people write it: {@code 5 s}, {@code 500 ms}, {@code 2 min}, {@code none}. */
final class TimeWords {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*(ms|s|sec|m|min|h)?");

    private TimeWords() {}

    static String of(Duration time) {
        long millis = time.toMillis();
        if (millis == 0) {
            return "none";
        }
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        return millis % 60_000 == 0 ? millis / 60_000 + " min" : millis / 1000 + " s";
    }

    /** A bare number is seconds. Empty where it is no time. */
    static Optional<Duration> read(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty() || words.equals("none")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = FORM.matcher(words);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        Duration time = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case null, default -> Duration.ofSeconds(number);
        };
        // The server takes milliseconds as an int.
        return time.toMillis() > Integer.MAX_VALUE ? Optional.empty() : Optional.of(time);
    }
}
