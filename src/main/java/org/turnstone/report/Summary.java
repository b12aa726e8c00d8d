package org.turnstone.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Status;

/** A status in one line. */
public final class Summary {
    private Summary() {}

    /** {@code 38 applied, 3 pending, 1 changed}; what there is none of is left out, but for the first two. */
    public static String of(Status status) {
        List<String> parts = new ArrayList<>();
        for (MigrationState state : ORDER) {
            long count = status.count(state);
            if (count > 0 || state == MigrationState.APPLIED || state == MigrationState.PENDING) {
                parts.add(count + " " + state.word().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", parts);
    }

    private static final List<MigrationState> ORDER = List.of(
            MigrationState.APPLIED,
            MigrationState.PENDING,
            MigrationState.OUTDATED,
            MigrationState.FAILED,
            MigrationState.CHANGED,
            MigrationState.MISSING,
            MigrationState.OUT_OF_ORDER,
            MigrationState.REVERTED,
            MigrationState.BASELINE,
            MigrationState.IGNORED);
}
