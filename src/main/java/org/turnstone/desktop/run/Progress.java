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
 */
public record Progress(
        int number,
        int of,
        String step,
        String statement,
        Instant since,
        String holder,
        List<Blocker> blockers,
        Duration waited) {
    static final Progress NONE = new Progress(0, 0, null, null, null, null, List.of(), Duration.ZERO);

    public Progress {
        blockers = List.copyOf(blockers);
    }

    /** Between 0 and 1; negative when nobody can say. */
    public double fraction() {
        return of == 0 ? -1 : Math.max(0, number - 1) / (double) of;
    }

    Progress at(int newNumber, int newOf, String newStep) {
        return new Progress(newNumber, newOf, newStep, null, null, null, List.of(), Duration.ZERO);
    }

    Progress during(String newStatement) {
        Instant now = newStatement == null ? null : Instant.now();
        return new Progress(number, of, step, newStatement, now, null, List.of(), Duration.ZERO);
    }

    Progress behind(String newHolder, Duration newWaited) {
        return new Progress(number, of, step, statement, since, newHolder, List.of(), newWaited);
    }

    /** Nobody is waited for any more; what the server does is what it did before. */
    Progress free() {
        return new Progress(number, of, step, statement, since, null, List.of(), Duration.ZERO);
    }

    Progress behind(List<Blocker> chain, Duration newWaited) {
        return new Progress(number, of, step, statement, since, null, chain, newWaited);
    }
}
