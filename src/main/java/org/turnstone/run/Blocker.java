package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * A session that others wait for, or that waits itself.
 *
 * @param pid the server process
 * @param address null for a local connection, and where this role may not see it
 * @param state as the server says it: {@code active}, {@code idle in transaction}
 * @param age how long its transaction is open; null when unknown
 * @param query the statement it runs or ran last, without secrets; null where this role may not see it
 * @param waitsFor the processes it waits for itself
 * @param orphan whether it is what a killed Turnstone left behind
 */
public record Blocker(
        int pid,
        String role,
        String application,
        String address,
        String state,
        Duration age,
        String query,
        List<Integer> waitsFor,
        boolean orphan) {
    public Blocker {
        waitsFor = List.copyOf(waitsFor);
    }

    /** Who it is, in few words. */
    public String label() {
        String who = application == null || application.isBlank() ? role : role + ", " + application;
        return "process " + pid + " (" + who + ", " + state + ")";
    }
}
