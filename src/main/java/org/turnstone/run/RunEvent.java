package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/** What happens during a run, as it happens. Events come one at a time, in order, and end with {@link Ended}. */
public sealed interface RunEvent {
    /** The run has a session and a plan. */
    record Started(String runId, RunKind kind, TargetInfo target, List<PlannedStep> plan) implements RunEvent {}

    /** Somebody else holds the migration lock; the run waits. {@code holder} says who, as far as the server tells. */
    record WaitingForLock(String holder, Duration waited) implements RunEvent {}

    /** The run waits for a lock, of a table or the migration lock: who stands in the way, the one who waits for nobody last. */
    record Blocked(List<Blocker> chain, Duration waited) implements RunEvent {
        public Blocked {
            chain = List.copyOf(chain);
        }

        /** The one at whom everybody waits. */
        public Blocker root() {
            return chain.getLast();
        }
    }

    /** Nobody stands in the way any more: what waited for a lock has it, and goes on. */
    record Unblocked(Duration waited) implements RunEvent {}

    /** A lock was not had, and what was rolled back begins once more after a pause. {@code attempt} counts from 1. */
    record TryingAgain(int attempt, int of, Duration pause) implements RunEvent {}

    /** One step of a test on scratch begins. */
    record TestStepStarted(String title) implements RunEvent {}

    record TestStepEnded(TestStep step) implements RunEvent {}

    /** A migration begins. {@code number} counts from 1 to {@code of}. */
    record StepStarted(PlannedStep step, int number, int of) implements RunEvent {}

    /** A statement is sent. */
    record StatementStarted(int line, String sql) implements RunEvent {}

    record StatementEnded(StatementResult statement) implements RunEvent {}

    record StepEnded(StepResult step) implements RunEvent {}

    /** Something worth a line: a leftover removed, a pooler noticed. */
    record Remark(String text) implements RunEvent {}

    /** The last event of every run. */
    record Ended(RunResult result) implements RunEvent {}
}
