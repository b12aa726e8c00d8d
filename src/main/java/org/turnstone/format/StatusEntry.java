package org.turnstone.format;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * One line of a status: a migration of the project, a row of the history, or both.
 *
 * @param version as the tool writes it; null for a repeatable migration
 * @param description in words
 * @param kind how often it runs
 * @param state where it stands
 * @param migration the project's side; null when the file is missing
 * @param script the script's name as the tool records it; null for a row whose file is missing where it records none (sqlx)
 * @param checksum as the tool records it, of the file where there is one, else of the row; null where there is none
 * @param appliedAt when the target recorded it, in the target's own words about time; null when not applied
 * @param appliedBy the role that ran it; null when not applied or not recorded
 * @param duration how long it took; null when not applied or not recorded
 * @param note what is worth saying about this state in a few words, or null
 */
public record StatusEntry(
        String version,
        String description,
        Migration.Kind kind,
        MigrationState state,
        Migration migration,
        String script,
        String checksum,
        LocalDateTime appliedAt,
        String appliedBy,
        Duration duration,
        String note) {

    /** Whether Turnstone can take it back. */
    public boolean revertible() {
        return migration != null && migration.revertible();
    }

    /** What its script is called, or what people call it where no name is known. */
    public String scriptOrLabel() {
        return script != null ? script : label();
    }

    /** What people call it: its version, or its description where it has none. */
    public String label() {
        return version != null ? version : description;
    }
}
