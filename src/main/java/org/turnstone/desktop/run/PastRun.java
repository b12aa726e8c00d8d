package org.turnstone.desktop.run;

import java.time.Instant;
import java.util.List;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;

/**
 * A run of this session, as it looked when it ended.
 *
 * @param result what it came to; null when it could not begin
 * @param problem why it could not begin; null when it did
 */
public record PastRun(RunKind kind, Instant endedAt, RunResult result, String problem, List<String> output) {
    public PastRun {
        output = List.copyOf(output);
    }

    public boolean isGood() {
        return result != null && result.outcome().isGood();
    }
}
