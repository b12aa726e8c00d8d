package org.turnstone.desktop.run;

import java.time.Duration;
import java.util.List;
import org.turnstone.run.Impact;
import org.turnstone.run.LockMode;
import org.turnstone.run.LockTaken;
import org.turnstone.run.StatementResult;

/**
 * What a line of the impact table says of one statement.
 *
 * @param lock the strongest one newly held, on a table rather than on what belongs to it; null when none was taken
 * @param on what the statement was about: the locked table, else the one rewritten or read
 * @param others how many further tables it locked
 * @param work what it had to do to a whole table
 * @param rows written, by a rewrite too; null when nobody looked
 * @param wal bytes; null when nobody could tell
 * @param heavy whether others waited long, or would with more rows: a strong lock, and work under it
 */
record ImpactFacts(LockTaken lock, String on, int others, Work work, Long rows, Long wal, boolean heavy) {
    /** What was done to a whole table. */
    enum Work {
        UNKNOWN,
        NONE,
        SCAN,
        REWRITE
    }

    /** Longer than this under a strong lock is long, whatever was done. */
    private static final Duration LONG = Duration.ofMillis(100);

    private static final ImpactFacts UNKNOWN = new ImpactFacts(null, null, 0, Work.UNKNOWN, null, null, false);

    static ImpactFacts of(StatementResult statement) {
        Impact impact = statement.impact();
        if (impact == null) {
            return UNKNOWN;
        }
        List<LockTaken> tables =
                impact.locks().stream().filter(l -> isTable(l.kind())).toList();
        List<LockTaken> locks = tables.isEmpty() ? impact.locks() : tables;
        LockTaken lock = locks.isEmpty() ? null : locks.getFirst();
        Work work =
                !impact.rewritten().isEmpty() ? Work.REWRITE : impact.scans().isEmpty() ? Work.NONE : Work.SCAN;
        LockMode mode = lock == null ? null : LockMode.ofWords(lock.mode());
        boolean stops = mode != null && mode.stopsWrites();
        boolean isLong = statement.duration() != null && statement.duration().compareTo(LONG) >= 0;
        return new ImpactFacts(
                lock,
                on(impact, lock),
                Math.max(0, locks.size() - 1),
                work,
                impact.rowsStored(),
                impact.walBytes(),
                stops && (work != Work.NONE || isLong));
    }

    private static String on(Impact impact, LockTaken lock) {
        if (lock != null) {
            return lock.relation();
        }
        if (!impact.rewritten().isEmpty()) {
            return impact.rewritten().getFirst();
        }
        return impact.scans().isEmpty() ? null : impact.scans().getFirst().table();
    }

    private static boolean isTable(String kind) {
        return kind.contains("table") || kind.contains("view");
    }
}
