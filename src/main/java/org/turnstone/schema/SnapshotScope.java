package org.turnstone.schema;

import java.util.Set;

/**
 * What a snapshot takes in.
 *
 * @param leftOut tables that belong to a migration tool, as {@code table} or {@code schema.table}; what is part of them,
 *     their sequences, indexes and types, is left out too
 * @param owners whether it matters who owns an object; between environments it seldom does
 * @param columnOrder whether it matters in which order a table's columns stand, as {@code select *} and COPY see it
 */
public record SnapshotScope(Set<String> leftOut, boolean owners, boolean columnOrder) {
    public SnapshotScope {
        leftOut = Set.copyOf(leftOut);
    }

    /** Everything but these tables. */
    public static SnapshotScope of(Set<String> historyTables) {
        return new SnapshotScope(historyTables, true, true);
    }

    public SnapshotScope withOwners(boolean matter) {
        return new SnapshotScope(leftOut, matter, columnOrder);
    }

    public SnapshotScope withColumnOrder(boolean matters) {
        return new SnapshotScope(leftOut, owners, matters);
    }

    /** Whether this relation is a tool's own. */
    public boolean leavesOut(String schema, String name) {
        return leftOut.contains(name) || leftOut.contains(schema + "." + name);
    }
}
