package org.turnstone.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.turnstone.schema.SchemaDifference;

/**
 * What a run came to. Reports, the terminal and the desktop all show this and nothing else.
 *
 * @param id the run's id, as in {@code application_name} and the journal
 * @param summary one sentence for people: what happened, and what that means for the database
 * @param advice what to do next, a sentence each; empty when there is nothing
 * @param steps migrations applied or reverted, in order
 * @param tests the steps of a test on scratch; empty for other kinds
 * @param project the project's name
 * @param folder the migrations' folder
 * @param format the format's name
 * @param target the database worked on; for a test, the scratch database
 * @param change what the run did to the schema, or would have done; for a test what the migrations it proves do, for a
 *     diff how the target differs from what its history produces; null when nobody looked
 * @param locks the strongest lock on each relation that existed before, strongest first; empty when not observed
 * @param evidence why a run that must change nothing can be believed; null for other runs
 * @param note what a dry run leaves behind after all, such as sequence values; null when nothing
 * @param proof what a test found out pair by pair; null for other kinds
 * @param blockers for a run that ended because a lock was not had: who stood in the way, the one who waits for nobody
 *     last; empty otherwise
 */
public record RunResult(
        String id,
        RunKind kind,
        RunOutcome outcome,
        String summary,
        List<String> advice,
        List<StepResult> steps,
        List<TestStep> tests,
        String project,
        String folder,
        String format,
        TargetInfo target,
        Instant startedAt,
        Duration duration,
        SchemaDifference change,
        List<TableLock> locks,
        Evidence evidence,
        String note,
        Proof proof,
        List<Blocker> blockers) {
    public RunResult {
        advice = List.copyOf(advice);
        steps = List.copyOf(steps);
        tests = List.copyOf(tests);
        locks = List.copyOf(locks);
        blockers = List.copyOf(blockers);
    }

    /** The same result with other advice. */
    RunResult advising(List<String> other) {
        return new RunResult(
                id, kind, outcome, summary, other, steps, tests, project, folder, format, target, startedAt, duration,
                change, locks, evidence, note, proof, blockers);
    }

    public int statementCount() {
        return steps.stream().mapToInt(s -> s.statements().size()).sum();
    }

    /** The first error a statement met, or null. */
    public StatementError firstError() {
        return steps.stream()
                .flatMap(s -> s.statements().stream())
                .map(StatementResult::error)
                .filter(e -> e != null)
                .findFirst()
                .orElse(null);
    }
}
