package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * A session that others wait for, or that waits itself.
 *
 * @param pid the server process; 0 for a prepared transaction, which has none
 * @param role null where nobody knows
 * @param address null for a local connection, and where this role may not see it
 * @param state as the server says it: {@code active}, {@code idle in transaction}
 * @param age how long its transaction is open; null when unknown
 * @param query the statement it runs or ran last, without secrets; null where this role may not see it
 * @param waitsFor the processes it waits for itself
 * @param orphan whether it is what a killed Turnstone left behind
 * @param wants the lock it waits for: {@code ACCESS EXCLUSIVE on public.people}; null when it waits for none
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
        boolean orphan,
        String wants) {
    public Blocker {
        waitsFor = List.copyOf(waitsFor);
    }

    /** The same session at another moment. */
    public Blocker at(Duration other) {
        return new Blocker(pid, role, application, address, state, other, query, waitsFor, orphan, wants);
    }

    /** One of whom nobody knows what it waits for. */
    public Blocker(
            int pid,
            String role,
            String application,
            String address,
            String state,
            Duration age,
            String query,
            List<Integer> waitsFor,
            boolean orphan) {
        this(pid, role, application, address, state, age, query, waitsFor, orphan, null);
    }

    /** Who it is, in few words. */
    public String label() {
        if (pid == 0) {
            return "a prepared transaction of " + role;
        }
        String who = application == null || application.isBlank() ? role : role + ", " + application;
        return "process " + pid + " (" + who + ", " + state + ")";
    }
}
