package org.turnstone.connection.profile;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as the profile file writes them: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 0}. */
final class TimeText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h)?");

    private TimeText() {}

    static String of(Duration time) {
        long millis = time.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }

    static Optional<Duration> read(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case null, default -> number == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
        };
    }
}
