package org.turnstone.desktop.timeline;

import java.time.Duration;
import java.time.LocalDateTime;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

/** Lines of a history that no database has written. */
final class MadeUpEntries {
    private MadeUpEntries() {}

    static StatusEntry entry(String version, String script, MigrationState state, LocalDateTime when) {
        return new StatusEntry(
                version,
                script,
                Migration.Kind.VERSIONED,
                state,
                null,
                script,
                "1",
                when,
                "anna",
                Duration.ofMillis(3),
                null);
    }
}
