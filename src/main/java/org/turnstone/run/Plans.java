package org.turnstone.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Makes the exact ordered steps of a run out of a status and what was asked. */
final class Plans {
    /** Down to it, nothing stays. */
    private static final String ALL = "0";

    private Plans() {}

    /** Up to a version, or all; repeatable ones always, at the end. */
    static List<PlannedStep> migrate(Format format, Project project, Status status, String toVersion)
            throws RunRefused {
        if (toVersion != null
                && project.migrations().stream()
                        .noneMatch(m -> m.version() != null && same(format, m.version(), toVersion))) {
            throw new RunRefused("There is no migration with version " + toVersion + " in " + project.folder()
                    + ". `turnstone status` lists the versions.");
        }
        List<StatusEntry> wanted = status.pending().stream()
                .filter(e ->
                        toVersion == null || e.version() == null || format.compareVersions(e.version(), toVersion) <= 0)
                .toList();
        for (StatusEntry entry : wanted) {
            if (entry.migration() == null) {
                throw new RunRefused(entry.script() + " is not an SQL script, and Turnstone runs no other. Run it with"
                        + " Flyway, then go on here. Nothing was run.");
            }
        }
        return wanted.stream()
                .map(e -> new PlannedStep(e.migration(), Direction.UP))
                .toList();
    }

    /** What a revert that was asked for takes back, as the history stands now. */
    static List<PlannedStep> revert(Format format, Connection connection, Project project, RunRequest request)
            throws SQLException, ProjectProblem, RunRefused {
        return revert(format, connection, project, format.status(connection, project), request);
    }

    static List<PlannedStep> revert(
            Format format, Connection connection, Project project, Status status, RunRequest request)
            throws SQLException, ProjectProblem, RunRefused {
        return request.toVersion() == null && request.steps() == RunRequest.LAST_BATCH
                ? revertBatch(format, format.lastBatch(connection, project))
                : revert(format, status, request.toVersion(), request.steps());
    }

    /** The newest applied ones, newest first: so many of them, or down to a version, which stays. */
    static List<PlannedStep> revert(Format format, Status status, String toVersion, int steps) throws RunRefused {
        List<StatusEntry> applied = status.entries().stream()
                .filter(e -> e.version() != null
                        && e.kind() == Migration.Kind.VERSIONED
                        && (e.state() == MigrationState.APPLIED
                                || e.state() == MigrationState.CHANGED
                                || e.state() == MigrationState.MISSING))
                .sorted((a, b) -> format.compareVersions(b.version(), a.version()))
                .toList();
        if (toVersion != null
                && applied.stream().noneMatch(e -> same(format, e.version(), toVersion))
                && status.entries().stream()
                        .noneMatch(e -> e.state() == MigrationState.BASELINE
                                && e.version() != null
                                && same(format, e.version(), toVersion))
                && !toVersion.equals(ALL)) {
            throw new RunRefused("Version " + toVersion + " is not applied, so there is no way down to it."
                    + " `turnstone status` lists the versions; 0 means all.");
        }
        if (toVersion == null && steps < 1) {
            throw new RunRefused("Say how many migrations to revert: 1 or more.");
        }
        // Where a migration has that very name, it stays, as any other would.
        boolean all = ALL.equals(toVersion) && applied.stream().noneMatch(e -> same(format, e.version(), ALL));
        List<PlannedStep> plan = new ArrayList<>();
        for (StatusEntry entry : applied) {
            boolean wanted = toVersion == null
                    ? plan.size() < steps
                    : all || format.compareVersions(entry.version(), toVersion) > 0;
            if (!wanted) {
                break;
            }
            if (!entry.revertible()) {
                throw new RunRefused(
                        entry.migration() == null
                                ? "Version " + entry.version() + " (" + entry.description()
                                        + ") cannot be reverted: its files are not in this project. Nothing was"
                                        + " reverted."
                                : "Version " + entry.version() + " (" + entry.description()
                                        + ") has no revert script. Write one as "
                                        + format.revertScriptName(entry.migration())
                                        + " beside it, or revert fewer. Nothing was reverted.");
            }
            plan.add(new PlannedStep(entry.migration(), Direction.DOWN));
        }
        return plan;
    }

    /** All of them, in the order given, which is the tool's. */
    static List<PlannedStep> revertBatch(Format format, Optional<List<Migration>> batch) throws RunRefused {
        if (batch.isEmpty()) {
            throw new RunRefused(format.name() + " knows no batches. Say how many to revert with --steps, or down to"
                    + " which version with --to.");
        }
        for (Migration migration : batch.get()) {
            if (!migration.revertible()) {
                throw new RunRefused(format.label(migration.version(), migration.description())
                        + " has no revert script. Write one as " + format.revertScriptName(migration)
                        + ", or revert fewer. Nothing was reverted.");
            }
        }
        return batch.get().stream().map(m -> new PlannedStep(m, Direction.DOWN)).toList();
    }

    private static boolean same(Format format, String one, String other) {
        try {
            return format.compareVersions(one, other) == 0;
        } catch (RuntimeException e) {
            // What somebody typed need not be a version at all; then it is none of ours.
            return one.equals(other);
        }
    }
}
