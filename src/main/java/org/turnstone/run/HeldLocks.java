package org.turnstone.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.run.Relations.Kind;
import org.turnstone.run.Relations.Relation;

/**
 * The strongest lock of a run on each relation, and how long a migrate would have held it: a rehearsal is one
 * transaction, but where the tool would commit, a migrate would let go.
 */
final class HeldLocks {
    private record Hold(LockMode mode, long since) {}

    private record Longest(LockMode mode, long nanos) {}

    /** In the transaction the tool would be in. */
    private final Map<Relation, Hold> now = new HashMap<>();

    private final Map<Relation, Longest> longest = new HashMap<>();

    /** The mode that the tool's transaction has on a relation, or null. */
    LockMode mode(Relation relation) {
        Hold hold = now.get(relation);
        return hold == null ? null : hold.mode();
    }

    /** A lock is held from a moment on. */
    void took(Relation relation, LockMode mode, long since) {
        LockMode before = mode(relation);
        if (before == null || before.compareTo(mode) < 0) {
            now.put(relation, new Hold(mode, since));
        }
    }

    /** The tool's transaction ends at this moment. */
    void end(long moment) {
        now.forEach((relation, hold) -> {
            Longest next = new Longest(hold.mode(), moment - hold.since());
            longest.merge(relation, next, HeldLocks::stronger);
        });
        now.clear();
    }

    private static Longest stronger(Longest one, Longest other) {
        int strength = one.mode().compareTo(other.mode());
        return strength > 0 || strength == 0 && one.nanos() >= other.nanos() ? one : other;
    }

    /** Strongest first. Indexes only where they say more than their tables do; the tool's own tables never. */
    List<TableLock> strongest() {
        Map<Long, LockMode> tables = new HashMap<>();
        longest.forEach((relation, held) -> tables.put(relation.oid(), held.mode()));
        List<TableLock> result = new ArrayList<>();
        longest.forEach((relation, held) -> {
            LockMode table = tables.get(relation.table());
            boolean saysMore = relation.kind() != Kind.INDEX || table == null || table.compareTo(held.mode()) < 0;
            if (saysMore && !relation.history()) {
                result.add(new TableLock(
                        relation.name(),
                        held.mode().words(),
                        relation.rows(),
                        java.time.Duration.ofNanos(held.nanos())));
            }
        });
        result.sort(Comparator.comparing((TableLock lock) -> LockMode.ofWords(lock.mode()))
                .reversed()
                .thenComparing(TableLock::held, Comparator.reverseOrder())
                .thenComparing(TableLock::relation));
        return result;
    }
}
