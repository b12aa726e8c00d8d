package org.turnstone.desktop.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.format.Migration;
import org.turnstone.run.ExactPlan;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.PastRuns;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunResult;

/**
 * A run as it looked when it ended.
 *
 * @param result what it came to; null when it could not begin
 * @param problem why it could not begin; null when it did
 * @param place what it worked on
 * @param plan what was run, exactly; null for one of this session, and where the journal does not say
 * @param changed the scripts of the plan that were other ones when this was read
 */
public record PastRun(
        RunKind kind,
        Instant endedAt,
        RunResult result,
        String problem,
        List<String> output,
        RunPlace place,
        ExactPlan plan,
        List<String> changed) {
    public PastRun {
        output = List.copyOf(output);
        changed = List.copyOf(changed);
    }

    /** One of this session. */
    PastRun(RunKind kind, Instant endedAt, RunResult result, String problem, List<String> output, RunPlace place) {
        this(kind, endedAt, result, problem, output, place, null, List.of());
    }

    /**
     * One that the journal holds; not on the JavaFX thread.
     *
     * @param now the migrations of its project as they are now; empty for one of another project
     */
    public static PastRun of(JournalEntry entry, PastRuns.Past past, List<Migration> now) {
        RunResult result = past.result();
        List<String> output = new ArrayList<>();
        result.steps().forEach(step -> step.statements().forEach(statement -> output.addAll(statement.notices())));
        output.addAll(past.remarks());
        ExactPlan plan = entry.plan();
        return new PastRun(
                result.kind(),
                result.startedAt().plus(result.duration()),
                result,
                null,
                output,
                new RunPlace(
                        entry.project() != null ? entry.project() : result.project(), entry.folder(), entry.target()),
                plan,
                plan == null || now.isEmpty() ? List.of() : plan.changedSince(now));
    }

    public boolean isGood() {
        return result != null && result.outcome().isGood();
    }
}
