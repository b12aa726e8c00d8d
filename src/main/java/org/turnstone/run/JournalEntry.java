package org.turnstone.run;

import java.time.Duration;
import java.time.Instant;

/**
 * One run as the journal lists it.
 *
 * @param kind as commands spell it; also the name of a remedy
 * @param outcome how it ended; null when nothing in the journal says so: it goes on, was killed, or did not begin
 * @param summary what it came to, or why it did not begin; null when nothing says so
 * @param project the project's name; null in journals that do not hold it
 * @param folder the project's folder; null when the journal is damaged there
 * @param target what people call the database; null when there was none
 * @param at the database itself; null when the run never got there
 * @param plan what was to be run, exactly; null when the run never got there
 * @param hasResult whether it can be shown as it looked when it ended
 */
public record JournalEntry(
        String id,
        String kind,
        RunOutcome outcome,
        String summary,
        Instant begunAt,
        Instant endedAt,
        String project,
        String folder,
        String target,
        TargetInfo at,
        ExactPlan plan,
        boolean hasResult) {
    public boolean isGood() {
        return outcome != null && outcome.isGood();
    }

    /** How long it took; null when nobody knows. */
    public Duration duration() {
        return begunAt == null || endedAt == null ? null : Duration.between(begunAt, endedAt);
    }

    /** The kind of run; null for a remedy, and for what a newer Turnstone calls by another name. */
    public RunKind runKind() {
        for (RunKind each : RunKind.values()) {
            if (each.id().equals(kind)) {
                return each;
            }
        }
        return null;
    }
}
