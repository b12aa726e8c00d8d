package org.turnstone.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: {@code 500ms}, {@code 5s}, {@code 1.5m}, {@code 1h}, {@code 0}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|m|min|h)?");

    @Override
    public Duration convert(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(text);
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        if (parts.group(2) == null && number.signum() != 0) {
            throw wrong(text);
        }
        long unit = unitMillis(parts.group(2));
        return Duration.ofMillis(number.multiply(BigDecimal.valueOf(unit)).longValue());
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "s" -> 1000;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            case null, default -> 1;
        };
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is not a time: write 500ms, 5s, 2m or 0");
    }
}
