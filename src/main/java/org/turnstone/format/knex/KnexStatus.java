package org.turnstone.format.knex;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Project and history side by side as knex sees them: by name alone, in the order of the files. */
final class KnexStatus {
    private final KnexSettings settings;
    private final List<Migration> migrations;
    private final Map<String, KnexTables.Row> rows = new LinkedHashMap<>();

    private KnexStatus(KnexSettings settings, Project project, List<KnexTables.Row> rows) {
        this.settings = settings;
        this.migrations = project.migrations();
        rows.forEach(row -> this.rows.put(row.name(), row));
    }

    static KnexStatus read(KnexTables tables, KnexSettings settings, Project project) throws SQLException {
        return new KnexStatus(settings, project, tables.exist() ? tables.rows() : List.of());
    }

    static Status ofNothing(Project project) {
        return new KnexStatus(null, project, List.of()).status(List.of());
    }

    /**
     * The name under which a migration stands in the history, or null. One in SQL may have been recorded by a loader
     * that leaves the ending off.
     */
    String recorded(Migration migration) {
        List<String> names = new ArrayList<>(List.of(migration.scriptName()));
        if (KnexMigrations.isSql(migration)) {
            String stem = KnexMigrations.stem(migration.scriptName());
            names.addAll(List.of(stem + ".up.sql", stem + ".sql", stem));
        }
        return names.stream().filter(rows::containsKey).findFirst().orElse(null);
    }

    List<Migration> pending() {
        return migrations.stream().filter(m -> recorded(m) == null).toList();
    }

    /** Rows without a file, in the order they ran. */
    List<String> missing() {
        Map<String, KnexTables.Row> left = new LinkedHashMap<>(rows);
        migrations.forEach(m -> left.remove(recorded(m)));
        return new ArrayList<>(left.keySet());
    }

    /** What rollback would take back, newest first: the rows with the highest batch number (Migrator._getLastBatch). */
    List<Migration> lastBatch() {
        Integer last = rows.values().stream()
                .map(KnexTables.Row::batch)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(null);
        List<String> names = new ArrayList<>();
        rows.values().stream()
                .filter(row -> last != null && last.equals(row.batch()))
                .forEach(row -> names.addFirst(row.name()));
        List<Migration> result = new ArrayList<>();
        for (String name : names) {
            migrations.stream().filter(m -> name.equals(recorded(m))).forEach(result::add);
        }
        return result;
    }

    /** Why knex would not do anything here, or null. */
    String corruption() {
        List<String> missing = missing();
        return missing.isEmpty() || settings.disableMigrationsListValidation()
                ? null
                : "The migration directory is corrupt, the following files are missing: " + String.join(", ", missing);
    }

    Status status(List<String> warnings) {
        List<StatusEntry> entries = new ArrayList<>();
        for (String name : missing()) {
            String version = name == null ? null : KnexMigrations.version(name);
            entries.add(entry(
                    version == null ? String.valueOf(name) : version,
                    name == null ? "a row without a name" : KnexMigrations.words(name),
                    null,
                    name,
                    rows.get(name)));
        }
        for (Migration migration : migrations) {
            String name = recorded(migration);
            entries.add(entry(
                    migration.version(),
                    migration.description(),
                    migration,
                    name == null ? migration.scriptName() : name,
                    name == null ? null : rows.get(name)));
        }
        return new Status(inOrder(entries), warnings);
    }

    /** The files keep knex's order, and a row without a file stands where its name would. */
    private static List<StatusEntry> inOrder(List<StatusEntry> entries) {
        Map<StatusEntry, String> key = new HashMap<>();
        String last = "";
        for (StatusEntry entry : entries) {
            if (entry.migration() != null && entry.script().compareTo(last) > 0) {
                last = entry.script();
            }
            key.put(entry, entry.migration() == null ? String.valueOf(entry.script()) : last);
        }
        List<StatusEntry> result = new ArrayList<>(entries);
        result.sort((a, b) -> key.get(a).compareTo(key.get(b)));
        return result;
    }

    private StatusEntry entry(
            String version, String description, Migration migration, String name, KnexTables.Row row) {
        LocalDateTime at = row == null ? null : row.time();
        String batch = row == null
                ? null
                : row.batch() == null ? "in no batch, so rollback leaves it" : "batch " + row.batch();
        MigrationState state = row == null
                ? MigrationState.PENDING
                : migration == null ? MigrationState.MISSING : MigrationState.APPLIED;
        return new StatusEntry(
                version,
                description,
                Migration.Kind.VERSIONED,
                state,
                migration,
                name,
                null,
                at,
                null,
                null,
                migration == null ? batch + ", ran here, but its file is gone" : batch);
    }
}
