package org.turnstone.run;

import java.util.List;

/**
 * Who waits for whom in a database at one moment, and what broken index builds left there.
 *
 * @param sessions those who wait or are waited for, and every run of Turnstone; the one whose transaction is open longest
 *     first
 * @param leftovers indexes that are of no use to anybody
 * @param missing what could not be seen and why, a sentence each
 */
public record LockReport(
        TargetInfo target, List<Blocker> sessions, List<LeftoverIndex> leftovers, List<String> missing) {
    public LockReport {
        sessions = List.copyOf(sessions);
        leftovers = List.copyOf(leftovers);
        missing = List.copyOf(missing);
    }

    /** Those who wait. */
    public List<Blocker> waiting() {
        return sessions.stream().filter(s -> !s.waitsFor().isEmpty()).toList();
    }

    /** Those who are waited for and wait for nobody: where every queue begins. */
    public List<Blocker> roots() {
        List<Integer> waitedFor =
                sessions.stream().flatMap(s -> s.waitsFor().stream()).distinct().toList();
        return sessions.stream()
                .filter(s -> s.waitsFor().isEmpty() && waitedFor.contains(s.pid()))
                .toList();
    }
}
