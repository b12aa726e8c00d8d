package org.turnstone.format.prisma;

import java.nio.file.Files;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.format.prisma.PrismaHistory.Row;

/**
 * Folders and rows side by side, by the states Prisma gives rows (schema-engine/commands/src/commands/
 * apply_migrations.rs, diagnose_migration_history.rs).
 */
final class PrismaStatus {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Map<String, Migration> folders = new HashMap<>();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    private PrismaStatus(Project project, List<Row> all) {
        project.migrations().forEach(m -> folders.put(m.version(), m));
        all.forEach(r -> rows.computeIfAbsent(r.name(), n -> new ArrayList<>()).add(r));
    }

    static Status of(Project project, List<Row> rows) throws ProjectProblem {
        PrismaStatus status = new PrismaStatus(project, rows);
        TreeSet<String> names = new TreeSet<>(PrismaNames.ORDER);
        names.addAll(status.folders.keySet());
        names.addAll(status.rows.keySet());
        List<StatusEntry> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(status.entry(name));
        }
        return new Status(entries, List.of());
    }

    private StatusEntry entry(String name) throws ProjectProblem {
        Migration migration = folders.get(name);
        Row failed = null;
        Row applied = null;
        Row rolledBack = null;
        for (Row row : rows.getOrDefault(name, List.of())) {
            failed = row.isFailed() ? row : failed;
            applied = row.isApplied() ? row : applied;
            rolledBack = row.rolledBackAt() != null ? row : rolledBack;
        }
        if (failed != null) {
            return entry(name, migration, failed, MigrationState.FAILED, failure(failed));
        }
        if (applied != null) {
            return applied(name, migration, applied);
        }
        if (rolledBack == null) {
            return entry(name, migration, null, MigrationState.PENDING, null);
        }
        String when = "rolled back on " + WHEN.format(rolledBack.rolledBackAt());
        return migration == null
                ? entry(name, null, rolledBack, MigrationState.REVERTED, when)
                : entry(
                        name,
                        migration,
                        null,
                        MigrationState.PENDING,
                        when + "; prisma migrate status before 7.9 says" + " it is applied");
    }

    private static StatusEntry applied(String name, Migration migration, Row row) throws ProjectProblem {
        if (migration == null) {
            return entry(name, null, row, MigrationState.MISSING, "ran here, but its folder is gone");
        }
        String text = text(migration);
        return text != null && PrismaChecksum.matches(row.checksum(), text)
                ? entry(name, migration, row, MigrationState.APPLIED, null)
                : entry(
                        name,
                        migration,
                        row,
                        MigrationState.CHANGED,
                        text == null ? "its script is gone" : "file edited after it ran");
    }

    private static String failure(Row row) {
        String logs = row.logs();
        return logs == null || logs.isBlank()
                ? "began on " + WHEN.format(row.startedAt()) + " and was not finished"
                : "failed on " + WHEN.format(row.startedAt());
    }

    /** Null when the folder has no script. */
    private static String text(Migration migration) throws ProjectProblem {
        return Files.isRegularFile(migration.script()) ? PrismaPaths.read(migration.script()) : null;
    }

    private static StatusEntry entry(String name, Migration migration, Row row, MigrationState state, String note)
            throws ProjectProblem {
        String text = migration == null || row != null ? null : text(migration);
        return new StatusEntry(
                name,
                migration == null ? PrismaFolder.description(name) : migration.description(),
                Migration.Kind.VERSIONED,
                state,
                migration,
                name + "/" + PrismaFolder.SCRIPT,
                row != null ? row.checksum() : text == null ? null : PrismaChecksum.of(text),
                row == null ? null : row.finishedAt() == null ? row.startedAt() : row.finishedAt(),
                null,
                row == null ? null : row.duration(),
                note);
    }
}
