package org.turnstone.desktop.run;

import java.time.Duration;
import org.turnstone.run.Direction;
import org.turnstone.run.StepOutcome;

/**
 * A migration of a run, before, while and after it is carried out.
 *
 * @param label its version, or its description where it has none
 * @param outcome null while it is not over
 * @param running whether it is the one that is carried out now
 * @param statements how many of its statements ended
 * @param duration null while it is not over
 */
public record StepRow(
        String label,
        String description,
        String script,
        Direction direction,
        StepOutcome outcome,
        boolean running,
        int statements,
        Duration duration) {
    StepRow begun() {
        return new StepRow(label, description, script, direction, null, true, 0, null);
    }

    StepRow counting(int ended) {
        return new StepRow(label, description, script, direction, outcome, running, statements + ended, duration);
    }
}
