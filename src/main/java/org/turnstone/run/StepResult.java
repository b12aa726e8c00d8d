package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * One step of a run: a migration applied or reverted.
 *
 * @param version null for a repeatable migration
 * @param script the script carried out: for a revert the one that reverts
 */
public record StepResult(
        String version,
        String description,
        String script,
        Direction direction,
        StepOutcome outcome,
        Duration duration,
        List<StatementResult> statements) {
    public StepResult {
        statements = List.copyOf(statements);
    }

    StepResult with(StepOutcome other) {
        return new StepResult(version, description, script, direction, other, duration, statements);
    }

    /** What people call it: its version, or its description where it has none. */
    public String label() {
        return version != null ? version : description;
    }
}
