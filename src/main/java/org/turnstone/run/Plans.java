package org.turnstone.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NotClean;
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
            throws SQLException, ProjectProblem, RunRefused, NotClean {
        return revert(format, connection, project, format.status(connection, project), request);
    }

    /**
     * @throws NotClean when the history holds a failed migration, or one to be taken back is not known to be what ran:
     *     its file has changed since, or is gone
     */
    static List<PlannedStep> revert(
            Format format, Connection connection, Project project, Status status, RunRequest request)
            throws SQLException, ProjectProblem, RunRefused, NotClean {
        if (status.count(MigrationState.FAILED) > 0) {
            throw new NotClean(null);
        }
        return request.toVersion() == null && request.steps() == RunRequest.LAST_BATCH
                ? revertBatch(format, format.lastBatch(connection, project))
                : revert(format, status, request.toVersion(), request.steps());
    }

    /** The newest applied ones, newest first: so many of them, or down to a version, which stays. */
    private static List<PlannedStep> revert(Format format, Status status, String toVersion, int steps)
            throws RunRefused, NotClean {
        List<StatusEntry> applied = status.entries().stream()
                .filter(e -> e.version() != null && e.kind() == Migration.Kind.VERSIONED && hasRun(e))
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
        List<StatusEntry> wanted = toVersion == null
                ? applied.subList(0, Math.min(steps, applied.size()))
                : applied.stream()
                        .takeWhile(e -> all || format.compareVersions(e.version(), toVersion) > 0)
                        .toList();
        refuseWhatIsNotKnown(format, wanted);
        List<PlannedStep> plan = new ArrayList<>();
        for (StatusEntry entry : wanted) {
            if (!entry.revertible()) {
                throw new RunRefused("Version " + entry.version() + " (" + entry.description()
                        + ") has no revert script. Write one as " + format.revertScriptName(entry.migration())
                        + " beside it, or revert fewer. Nothing was reverted.");
            }
            plan.add(new PlannedStep(entry.migration(), Direction.DOWN));
        }
        return plan;
    }

    /** Also where the tool puts up with a row whose file is gone. */
    private static boolean hasRun(StatusEntry entry) {
        return switch (entry.state()) {
            case APPLIED, CHANGED, MISSING -> true;
            case IGNORED -> entry.migration() == null && entry.appliedAt() != null;
            default -> false;
        };
    }

    /** A revert script undoes what the file beside it does, and that need not be what ran: it may be another project's. */
    private static void refuseWhatIsNotKnown(Format format, List<StatusEntry> wanted) throws NotClean {
        if (wanted.stream().anyMatch(e -> e.state().isProblem())) {
            throw new NotClean(null);
        }
        List<StatusEntry> alone = wanted.stream()
                .filter(e -> !hasItsScript(format, e.migration()))
                .toList();
        if (!alone.isEmpty()) {
            throw new NotClean(Texts.notComparable(format, alone));
        }
    }

    /** To sqlx a migration is there when only the script that reverts it is; Knex keeps both in one file. */
    private static boolean hasItsScript(Format format, Migration migration) {
        return migration != null
                && (format.runsElsewhere(migration) || !migration.script().equals(migration.revertScript()));
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
