package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Flyway's own view of project and history, in Turnstone's words. */
final class FlywayStatus {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Map<Path, Migration> byFile = new HashMap<>();
    private final Map<String, Migration> byVersion = new HashMap<>();
    /** Rows that were taken back, by version or description; the file's own entry tells of them when it is there. */
    private final Map<String, StatusEntry> reverted = new LinkedHashMap<>();

    private final List<StatusEntry> entries = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** What Flyway's validate puts up with. */
    private ValidatePattern[] ignored = {};

    private FlywayStatus(Project project) {
        for (Migration migration : project.migrations()) {
            byFile.put(migration.script().toAbsolutePath().normalize(), migration);
            if (migration.version() != null) {
                byVersion.put(migration.version(), migration);
            }
        }
    }

    static Status of(Project project, MigrationInfo[] infos, FlywayProject settings) throws ProjectProblem {
        FlywayStatus status = new FlywayStatus(project);
        status.ignored = settings.configuration().getIgnoreMigrationPatterns();
        for (MigrationInfo info : infos) {
            status.add(info);
        }
        return status.finish();
    }

    static Status ofNothing(Project project) {
        List<StatusEntry> entries = project.migrations().stream()
                .map(m -> new StatusEntry(
                        m.version(),
                        m.description(),
                        m.kind(),
                        MigrationState.PENDING,
                        m,
                        m.scriptName(),
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new Status(entries, List.of());
    }

    private void add(MigrationInfo info) {
        if (info.getType() == CoreMigrationType.DELETE || info.getState().name().equals("SUPERSEDED")) {
            return;
        }
        StatusEntry entry = entry(info);
        if (entry.state() == MigrationState.REVERTED) {
            reverted.put(key(entry), entry);
        } else {
            entries.add(entry);
        }
    }

    /** A migration that was reverted and whose file is there is pending again, and its entry says both. */
    private Status finish() {
        List<StatusEntry> result = new ArrayList<>();
        // A repeatable one that will run again comes twice, as the row that is outdated and as the file that waits.
        Set<String> outdated = entries.stream()
                .filter(e -> e.state() == MigrationState.OUTDATED)
                .map(FlywayStatus::key)
                .collect(Collectors.toSet());
        for (StatusEntry entry : entries) {
            if (entry.state() == MigrationState.PENDING && outdated.contains(key(entry))) {
                continue;
            }
            StatusEntry was = reverted.remove(key(entry));
            result.add(
                    was != null && entry.state() == MigrationState.PENDING
                            ? withNote(entry, "reverted, ran before on " + WHEN.format(was.appliedAt()))
                            : entry);
        }
        result.addAll(reverted.values());
        return new Status(result, warnings);
    }

    private static String key(StatusEntry entry) {
        return entry.version() != null ? entry.version() : "/" + entry.description();
    }

    private StatusEntry entry(MigrationInfo info) {
        String version = info.getVersion() == null ? null : info.getVersion().getVersion();
        Migration migration = migration(info, version);
        Migration.Kind kind = kind(info, migration);
        Verdict verdict = tolerated(info, verdict(info));
        boolean applied = info.getInstalledRank() != null;
        Integer checksum =
                applied && info.getAppliedChecksum() != null ? info.getAppliedChecksum() : info.getChecksum();
        return new StatusEntry(
                version,
                info.getDescription(),
                kind,
                verdict.state,
                migration,
                info.getScript(),
                checksum == null ? null : checksum.toString(),
                applied && info.getInstalledOn() != null ? localTime(info.getInstalledOn()) : null,
                applied ? info.getInstalledBy() : null,
                applied && info.getExecutionTime() != null ? Duration.ofMillis(info.getExecutionTime()) : null,
                verdict.note);
    }

    private Migration migration(MigrationInfo info, String version) {
        String place = info.getPhysicalLocation();
        if (place == null || place.isEmpty()) {
            return null;
        }
        Migration found = byFile.get(Path.of(place).toAbsolutePath().normalize());
        return found != null || version == null ? found : byVersion.get(version);
    }

    private static Migration.Kind kind(MigrationInfo info, Migration migration) {
        if (migration != null) {
            return migration.kind();
        }
        if (info.getType().isBaseline() || info.getType() == CoreMigrationType.SCHEMA) {
            return Migration.Kind.BASELINE;
        }
        return info.getVersion() == null ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED;
    }

    private record Verdict(MigrationState state, String note) {
        Verdict(MigrationState state) {
            this(state, null);
        }
    }

    /** What the settings tell Flyway to put up with is no problem. */
    private Verdict tolerated(MigrationInfo info, Verdict verdict) {
        if (verdict.state != MigrationState.MISSING && verdict.state != MigrationState.OUT_OF_ORDER) {
            return verdict;
        }
        for (ValidatePattern pattern : ignored) {
            if (pattern.matchesMigration(info.getVersion() != null, info.getState())) {
                return new Verdict(MigrationState.IGNORED, verdict.note + "; Flyway puts up with it (" + pattern + ")");
            }
        }
        return verdict;
    }

    private static Verdict verdict(MigrationInfo info) {
        return switch (info.getState()) {
            case PENDING, AVAILABLE -> new Verdict(MigrationState.PENDING);
            case ABOVE_TARGET -> new Verdict(MigrationState.IGNORED, "above the target that the settings name");
            case BELOW_BASELINE -> new Verdict(MigrationState.IGNORED, "below the baseline");
            case BASELINE_IGNORED -> new Verdict(MigrationState.IGNORED, "the baseline stands for it");
            case BASELINE -> new Verdict(MigrationState.BASELINE);
            case IGNORED ->
                info.isShouldExecute()
                        ? new Verdict(MigrationState.OUT_OF_ORDER, "older than the newest applied one, never ran here")
                        : new Verdict(MigrationState.IGNORED, "switched off by its configuration");
            case MISSING_SUCCESS -> new Verdict(MigrationState.MISSING, "ran here, but its file is gone");
            case FUTURE_SUCCESS ->
                new Verdict(MigrationState.MISSING, "ran here, and is newer than any file of this project");
            case FAILED, MISSING_FAILED, FUTURE_FAILED ->
                new Verdict(MigrationState.FAILED, "failed half way outside a transaction");
            case OUTDATED -> new Verdict(MigrationState.OUTDATED, "its file changed since it ran; it runs again");
            case OUT_OF_ORDER -> appliedOr(info, "ran out of order");
            case DELETED, UNDONE -> new Verdict(MigrationState.REVERTED, "was taken back");
            case SUCCESS, SUPERSEDED -> appliedOr(info, null);
        };
    }

    private static Verdict appliedOr(MigrationInfo info, String note) {
        if (info.getType() == CoreMigrationType.SCHEMA) {
            return new Verdict(MigrationState.BASELINE, "schema created by Flyway");
        }
        // A repeatable one whose file changed is outdated, not changed: that is what it is there for.
        if (info.getVersion() != null && !info.isChecksumMatching()) {
            return new Verdict(MigrationState.CHANGED, "file edited after it ran");
        }
        if (info.getVersion() != null && (!info.isDescriptionMatching() || !info.isTypeMatching())) {
            return new Verdict(MigrationState.CHANGED, "file renamed after it ran");
        }
        return new Verdict(MigrationState.APPLIED, note);
    }

    private static LocalDateTime localTime(java.util.Date date) {
        return date instanceof Timestamp timestamp
                ? timestamp.toLocalDateTime()
                : new Timestamp(date.getTime()).toLocalDateTime();
    }

    private static StatusEntry withNote(StatusEntry e, String note) {
        return new StatusEntry(
                e.version(),
                e.description(),
                e.kind(),
                e.state(),
                e.migration(),
                e.script(),
                e.checksum(),
                e.appliedAt(),
                e.appliedBy(),
                e.duration(),
                note);
    }
}
