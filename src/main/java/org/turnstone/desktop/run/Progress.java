package org.turnstone.desktop.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.turnstone.run.Blocker;

/**
 * How far a run is.
 *
 * @param number the step it is at, from 1; 0 before the first
 * @param of how many steps there are; 0 while nobody knows
 * @param step what the step is called, or null
 * @param statement what the server is doing now, or null
 * @param since when that was sent; null while nothing is
 * @param holder who holds the lock the run waits for; null when it does not wait
 * @param blockers who stands in the way of a statement, the one at whom everybody waits last; empty when nobody does
 * @param waited how long it had waited when that was told
 * @param told when it was told; a clock goes on from there
 * @param attempt which attempt this is, from 1; 0 for one that was not rolled back for a lock yet
 * @param attempts how many attempts there are at most
 * @param next when the next attempt begins; null while one goes on
 */
public record Progress(
        int number,
        int of,
        String step,
        String statement,
        Instant since,
        String holder,
        List<Blocker> blockers,
        Duration waited,
        Instant told,
        int attempt,
        int attempts,
        Instant next) {
    static final Progress NONE = new Progress(0, 0, null, null, null, null, List.of(), Duration.ZERO, null, 0, 0, null);

    public Progress {
        blockers = List.copyOf(blockers);
    }

    /** Between 0 and 1; negative when nobody can say. */
    public double fraction() {
        return of == 0 ? -1 : Math.max(0, number - 1) / (double) of;
    }

    /** How long it waits by now. */
    Duration waitedBy(Instant now) {
        return waited.plus(sinceTold(now));
    }

    /** How much time has passed since somebody told who is in the way. */
    Duration sinceTold(Instant now) {
        return told == null || now.isBefore(told) ? Duration.ZERO : Duration.between(told, now);
    }

    Progress at(int newNumber, int newOf, String newStep) {
        return new Progress(
                newNumber, newOf, newStep, null, null, null, List.of(), Duration.ZERO, null, attempt, attempts, null);
    }

    Progress during(String newStatement) {
        boolean sent = newStatement != null;
        Instant now = sent ? Instant.now() : null;
        Instant pausing = sent ? null : next;
        return new Progress(
                number, of, step, newStatement, now, null, List.of(), Duration.ZERO, null, attempt, attempts, pausing);
    }

    Progress behind(String newHolder, Duration newWaited) {
        return waiting(newHolder, List.of(), newWaited, Instant.now());
    }

    /** Nobody is waited for any more; what the server does is what it did before. */
    Progress free() {
        return waiting(null, List.of(), Duration.ZERO, null);
    }

    Progress behind(List<Blocker> chain, Duration newWaited) {
        return waiting(null, chain, newWaited, Instant.now());
    }

    /** A lock was not had; all of it begins once more after a pause. */
    Progress again(int newAttempt, int newAttempts, Duration pause) {
        return new Progress(
                number,
                of,
                step,
                null,
                null,
                null,
                List.of(),
                Duration.ZERO,
                null,
                newAttempt,
                newAttempts,
                Instant.now().plus(pause));
    }

    /** What went well is not tried again; what comes next has attempts of its own. */
    Progress done() {
        return new Progress(number, of, step, null, null, null, List.of(), Duration.ZERO, null, 0, 0, null);
    }

    private Progress waiting(String newHolder, List<Blocker> chain, Duration newWaited, Instant now) {
        return new Progress(
                number, of, step, statement, since, newHolder, chain, newWaited, now, attempt, attempts, next);
    }
}
