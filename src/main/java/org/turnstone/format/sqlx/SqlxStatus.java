package org.turnstone.format.sqlx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Files and rows side by side, by the checks sqlx makes before it migrates (sqlx-core/src/migrate/migrator.rs). */
final class SqlxStatus {
    private final Project project;
    private final SqlxSettings settings;
    private final SortedMap<Long, SqlxHistory.Row> rows;
    private final Map<Long, Path> reverts;
    private final long latest;

    private SqlxStatus(Project project, SortedMap<Long, SqlxHistory.Row> rows) throws ProjectProblem {
        this.project = project;
        this.settings = SqlxFolder.settings(project);
        this.rows = rows;
        this.reverts = SqlxFolder.revertScripts(project);
        this.latest = rows.isEmpty() ? Long.MIN_VALUE : rows.lastKey();
    }

    static Status of(Project project, SortedMap<Long, SqlxHistory.Row> rows) throws ProjectProblem {
        return new SqlxStatus(project, rows).status();
    }

    private Status status() throws ProjectProblem {
        Map<Long, Migration> files = new HashMap<>();
        for (Migration migration : project.migrations()) {
            files.put(Long.valueOf(migration.version()), migration);
        }
        TreeSet<Long> versions = new TreeSet<>(files.keySet());
        versions.addAll(rows.keySet());
        List<StatusEntry> entries = new ArrayList<>();
        for (Long version : versions) {
            Migration migration = files.get(version);
            SqlxHistory.Row row = rows.get(version);
            entries.add(row == null ? pending(migration) : migration == null ? fileless(row) : applied(migration, row));
        }
        return new Status(entries, List.of());
    }

    private StatusEntry pending(Migration migration) throws ProjectProblem {
        return new StatusEntry(
                migration.version(),
                migration.description(),
                migration.kind(),
                MigrationState.PENDING,
                migration,
                migration.scriptName(),
                HexFormat.of()
                        .formatHex(SqlxFile.checksum(SqlxFolder.text(migration.script()), settings.ignoredChars())),
                null,
                null,
                null,
                Long.parseLong(migration.version()) < latest
                        ? "older than the newest applied one; sqlx runs it"
                        : null);
    }

    private StatusEntry applied(Migration migration, SqlxHistory.Row row) throws ProjectProblem {
        boolean same = row.matches(SqlxFile.checksum(SqlxFolder.text(migration.script()), settings.ignoredChars()));
        MigrationState state =
                !row.success() ? MigrationState.FAILED : same ? MigrationState.APPLIED : MigrationState.CHANGED;
        String note = switch (state) {
            case FAILED -> "its row says it was not finished (success is false)";
            case CHANGED -> "file edited after it ran";
            default -> null;
        };
        return entry(row, state, migration, note);
    }

    private StatusEntry fileless(SqlxHistory.Row row) {
        Path revert = reverts.get(row.version());
        if (!row.success()) {
            return entry(row, MigrationState.FAILED, null, "not finished, and its file is gone");
        }
        if (revert == null) {
            return entry(row, MigrationState.MISSING, null, "ran here, but its file is gone");
        }
        // To sqlx a version with any file is there.
        Migration onlyDown = new Migration(
                Long.toString(row.version()),
                row.description(),
                Migration.Kind.VERSIONED,
                revert,
                SqlxFolder.nameOf(revert),
                revert,
                true);
        return entry(row, MigrationState.APPLIED, onlyDown, "its script is gone; the one that reverts it is there");
    }

    private static StatusEntry entry(SqlxHistory.Row row, MigrationState state, Migration migration, String note) {
        return new StatusEntry(
                Long.toString(row.version()),
                migration == null ? row.description() : migration.description(),
                Migration.Kind.VERSIONED,
                state,
                migration,
                migration == null ? null : migration.scriptName(),
                row.hex(),
                row.installedOn(),
                null,
                row.nanoseconds() < 0 ? null : Duration.ofNanos(row.nanoseconds()),
                note);
    }
}
