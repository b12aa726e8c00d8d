package org.turnstone.format;

import java.util.List;

/**
 * Project and history side by side, in the order the tool runs them: oldest first, repeatable ones last.
 *
 * @param warnings what the reader should know beyond the entries, a sentence each
 */
public record Status(List<StatusEntry> entries, List<String> warnings) {
    public Status {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    public long count(MigrationState state) {
        return entries.stream().filter(e -> e.state() == state).count();
    }

    /** Those the next migrate would run: pending ones, and repeatable ones whose file has changed. */
    public List<StatusEntry> pending() {
        return entries.stream()
                .filter(e -> e.state() == MigrationState.PENDING || e.state() == MigrationState.OUTDATED)
                .toList();
    }

    /** Whether nothing is changed, missing, failed or out of order. */
    public boolean isClean() {
        return entries.stream().noneMatch(e -> e.state().isProblem());
    }
}
