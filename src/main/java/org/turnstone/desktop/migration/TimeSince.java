package org.turnstone.desktop.migration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.turnstone.desktop.platform.Messages;

/** How long ago something was, in words. */
final class TimeSince {
    private TimeSince() {}

    static String words(Messages messages, Instant then) {
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
