package org.turnstone.desktop.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** How long ago something was, in words. */
public final class TimeSince {
    private TimeSince() {}

    public static String words(Messages messages, Instant then) {
        long minutes = Duration.between(then, Instant.now()).toMinutes();
        if (minutes < 1) {
            return messages.text("time.now");
        }
        if (minutes < 120) {
            return messages.text("time.minutes", minutes);
        }
        return then.atZone(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT));
    }
}
