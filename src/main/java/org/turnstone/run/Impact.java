package org.turnstone.run;

import java.util.List;

/**
 * What one statement did beside its result, observed in the transaction in which it was rehearsed.
 *
 * @param locks newly held, on relations that existed before the run, strongest first
 * @param rewritten relations whose files were written anew, qualified
 * @param scans tables read from end to end
 * @param rowsWritten inserted, updated and deleted: in all tables that existed before the run, by triggers and keys
 *     too; where the statement itself wrote more, as into a table that is new, what the server said of it
 * @param walBytes null when the server's figure would include other sessions' work in a way nobody can tell apart
 * @param statements of how many statements in a row this is the impact, the one that carries it being the last: many
 *     that differ in their values only are observed together
 */
public record Impact(
        List<LockTaken> locks,
        List<String> rewritten,
        List<TableScan> scans,
        long rowsWritten,
        Long walBytes,
        int statements) {
    public Impact {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
        scans = List.copyOf(scans);
    }

    /** Rows written, and all rows of tables that were written anew; rows that were only read are none. */
    public long rowsStored() {
        return rowsWritten
                + scans.stream()
                        .filter(scan -> rewritten.contains(scan.table()))
                        .mapToLong(TableScan::rows)
                        .sum();
    }

    /** Of one statement. */
    public Impact(
            List<LockTaken> locks, List<String> rewritten, List<TableScan> scans, long rowsWritten, Long walBytes) {
        this(locks, rewritten, scans, rowsWritten, walBytes, 1);
    }
}
