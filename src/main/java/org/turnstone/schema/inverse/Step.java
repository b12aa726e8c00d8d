package org.turnstone.schema.inverse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One thing to do, and what has to be done before it. */
final class Step {
    enum Phase {
        DROP,
        RENAME,
        CHANGE
    }

    final Phase phase;
    final int rank;
    final String name;
    final Supplier<List<String>> sql;
    final Set<Step> after = new LinkedHashSet<>();

    Step(Phase phase, int rank, String name, Supplier<List<String>> sql) {
        this.phase = phase;
        this.rank = rank;
        this.name = name;
        this.sql = sql;
    }

    void after(Step other) {
        if (other != null && other != this) {
            after.add(other);
        }
    }
}
