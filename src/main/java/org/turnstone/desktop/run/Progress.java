package org.turnstone.desktop.run;

import java.time.Duration;

/**
 * How far a run is.
 *
 * @param number the step it is at, from 1; 0 before the first
 * @param of how many steps there are; 0 while nobody knows
 * @param step what the step is called, or null
 * @param statement what the server is doing now, or null
 * @param holder who holds the lock the run waits for; null when it does not wait
 */
public record Progress(int number, int of, String step, String statement, String holder, Duration waited) {
    static final Progress NONE = new Progress(0, 0, null, null, null, Duration.ZERO);

    /** Between 0 and 1; negative when nobody can say. */
    public double fraction() {
        return of == 0 ? -1 : Math.max(0, number - 1) / (double) of;
    }

    Progress at(int newNumber, int newOf, String newStep) {
        return new Progress(newNumber, newOf, newStep, null, null, Duration.ZERO);
    }

    Progress during(String newStatement) {
        return new Progress(number, of, step, newStatement, null, Duration.ZERO);
    }

    Progress behind(String newHolder, Duration newWaited) {
        return new Progress(number, of, step, statement, newHolder, newWaited);
    }
}
