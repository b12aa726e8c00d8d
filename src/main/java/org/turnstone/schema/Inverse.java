package org.turnstone.schema;

import org.turnstone.schema.inverse.Inversion;

/** The way back from one schema to another. */
public final class Inverse {
    private Inverse() {}

    /**
     * SQL that makes {@code after} be {@code before} again. Two snapshots of one database know a renamed object by its
     * catalog row and rename it back; of two databases they only know names.
     */
    public static DerivedRevert of(Snapshot before, Snapshot after) {
        return Inversion.of(after.reading(), before.reading());
    }
}
