package org.turnstone.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.run.Blocker;
import org.turnstone.run.LockMode;
import org.turnstone.run.RunResult;
import org.turnstone.run.TableLock;

/** Locks and those who hold them, in words. */
public final class LockLines {
    private LockLines() {}

    /** The strongest lock of a run in a sentence, or null when it took none on what others use. */
    public static String strongest(RunResult run) {
        if (run.locks().isEmpty()) {
            return null;
        }
        TableLock lock = run.locks().getFirst();
        return "Strongest lock: " + lock.mode() + " on " + lock.relation() + rows(lock) + ", held "
                + Phrases.duration(lock.held()) + ": " + meaning(lock) + ".";
    }

    private static String rows(TableLock lock) {
        return lock.rows() == null ? "" : " (" + Phrases.number(lock.rows()) + (lock.rows() == 1 ? " row)" : " rows)");
    }

    /** What a lock means for everybody else. */
    public static String meaning(TableLock lock) {
        LockMode mode = LockMode.ofWords(lock.mode());
        return mode == null ? "" : mode.meaning();
    }

    /** Those that somebody who writes has to wait for. */
    public static List<TableLock> inTheWay(RunResult run) {
        return run.locks().stream()
                .filter(lock -> LockMode.ofWords(lock.mode()) != null
                        && LockMode.ofWords(lock.mode()).stopsWrites())
                .toList();
    }

    /** Who a session is and what it is at, in a line. */
    public static String who(Blocker each) {
        List<String> parts = new ArrayList<>();
        parts.add(each.label());
        if (each.address() != null) {
            parts.add("from " + each.address());
        }
        if (each.age() != null) {
            parts.add("transaction open for " + Phrases.duration(positive(each.age())));
        }
        if (each.wants() != null) {
            parts.add("waits for " + each.wants());
        }
        if (each.orphan()) {
            parts.add("left by a Turnstone that was killed");
        }
        return String.join(", ", parts);
    }

    private static Duration positive(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }
}
