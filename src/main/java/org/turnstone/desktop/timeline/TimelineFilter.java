package org.turnstone.desktop.timeline;

import java.util.Set;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

/** What the chips above the timeline let through. */
public enum TimelineFilter {
    ALL(Set.of(MigrationState.values())),
    APPLIED(Set.of(MigrationState.APPLIED, MigrationState.BASELINE)),
    PENDING(Set.of(MigrationState.PENDING, MigrationState.OUTDATED)),
    CHANGED(Set.of(MigrationState.CHANGED)),
    FAILED(Set.of(MigrationState.FAILED)),
    MISSING(Set.of(MigrationState.MISSING)),
    OUT_OF_ORDER(Set.of(MigrationState.OUT_OF_ORDER));

    private final Set<MigrationState> states;

    TimelineFilter(Set<MigrationState> states) {
        this.states = states;
    }

    public boolean lets(StatusEntry entry) {
        return states.contains(entry.state());
    }

    /** Whether its chip is there also when it would let nothing through. */
    public boolean always() {
        return ordinal() <= FAILED.ordinal();
    }

    /** The key of its name among the messages. */
    public String key() {
        return "timeline.filter." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
