package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Secret;
import org.turnstone.format.Draft;
import org.turnstone.format.FilledScript;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationLock;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewChoices;
import org.turnstone.format.NewMigration;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;

/** Flyway: its files, its history table, its lock, its own engine over the connection it is handed. */
public final class FlywayFormat implements Format {
    static final String NAME = "Flyway";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(FlywayHistory.TABLE);
    }

    @Override
    public Set<String> historyTables(Project project) {
        try {
            return Set.of(FlywayProject.of(project).table());
        } catch (ProjectProblem e) {
            return historyTables(); // The run has said so already.
        }
    }

    @Override
    public List<Secret> secrets(Project project) throws ProjectProblem {
        return FlywayProject.of(project).secrets();
    }

    @Override
    public FilledScript fill(Connection connection, Project project, Path file, String text) throws ProjectProblem {
        return FlywayPlaceholders.fill(connection, project, file, text);
    }

    @Override
    public String looksFor() {
        return "files named like V1__create_people.sql (Flyway) in it and in sql, db/migration,"
                + " src/main/resources/db/migration and migrations below it";
    }

    @Override
    public Optional<Project> open(Path folder, ProjectSettings settings) throws ProjectProblem {
        return FlywayFolder.open(folder, settings);
    }

    @Override
    public List<Path> furtherFolders(Project project) throws ProjectProblem {
        return FlywayFolder.furtherFolders(project);
    }

    @Override
    public Optional<Project> together(Path root, List<Project> projects, ProjectSettings settings)
            throws ProjectProblem {
        return FlywayFolder.together(root, projects, settings);
    }

    @Override
    public Status status(Connection connection, Project project) throws SQLException, ProjectProblem {
        try {
            MigrationInfo[] infos = FlywaySettings.of(project, new OneConnection(connection))
                    .load()
                    .info()
                    .all();
            return FlywayStatus.of(project, infos, FlywayProject.of(project));
        } catch (FlywayException e) {
            throw translated(e);
        }
    }

    @Override
    public Status statusOfNothing(Project project) {
        return FlywayStatus.ofNothing(project);
    }

    @Override
    public Optional<String> refusal(Project project, Migration migration) throws ProjectProblem {
        return new FlywayScripts(FlywayProject.of(project)).mixed(migration);
    }

    @Override
    public MigrationLock lock(Connection connection, Project project) throws SQLException, ProjectProblem {
        return new FlywayLock(connection, FlywayHistory.of(connection, project));
    }

    @Override
    public void migrate(RunConnection run, Project project, String toVersion, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        FluentConfiguration configuration = FlywaySettings.of(project, new OneConnection(run.connection()));
        if (toVersion != null) {
            configuration.target(MigrationVersion.fromVersion(toVersion));
        }
        migrate(run, project, configuration, observer);
    }

    /** What Flyway does before its first migration: its schemas, its table. */
    void begin(RunConnection run, Project project, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        Project nothing = project.with(List.of());
        FluentConfiguration configuration = FlywaySettings.of(nothing, new OneConnection(run.connection()));
        // Up to a version that no migration has, and that need not be there.
        migrate(run, nothing, configuration.target("0?"), observer);
    }

    private static void migrate(
            RunConnection run, Project project, FluentConfiguration configuration, ScriptObserver observer)
            throws NotClean, MigrationFailed, ProjectProblem {
        ObserverCallback callback = new ObserverCallback(run, project, observer);
        configuration.callbacks(callback);
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            SQLException said = sqlCause(e);
            if (callback.untold() != null && said != null) {
                observer.statementFailed(callback.untold(), said);
            }
            if (callback.hasStarted()) {
                throw new MigrationFailed(firstLine(e), said);
            }
            if (isAboutTheHistory(e)) {
                throw new NotClean(e.getMessage());
            }
            if (said != null) {
                throw new MigrationFailed(firstLine(e), said);
            }
            throw new ProjectProblem(e.getMessage());
        }
    }

    @Override
    public void revert(RunConnection run, Project project, Migration migration, ScriptObserver observer)
            throws MigrationFailed, ProjectProblem {
        new FlywayUndo(run, project).revert(migration, observer);
    }

    @Override
    public Replay replay(RunConnection run, Project project, ScriptObserver observer) {
        return new FlywayReplay(this, run, project, observer);
    }

    @Override
    public List<Remedy> waysOut(StatusEntry entry) {
        return switch (entry.state()) {
            case CHANGED, FAILED, MISSING -> List.of(new Remedy.Repair());
            default -> List.of();
        };
    }

    @Override
    public void remedy(RunConnection run, Project project, Remedy remedy)
            throws RemedyRefused, SQLException, ProjectProblem {
        new FlywayRemedies(run, project).apply(remedy);
    }

    @Override
    public NewChoices choices(Project project, LocalDateTime now) {
        return FlywayDrafts.choices(project, now);
    }

    @Override
    public List<Draft> draft(Project project, NewMigration wanted, LocalDateTime now) throws ProjectProblem {
        return FlywayDrafts.of(project, wanted, now);
    }

    @Override
    public int compareVersions(String one, String other) {
        return MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other));
    }

    @Override
    public String label(String version, String description) {
        return version == null ? "R " + description : "V" + version + " (" + description + ")";
    }

    /** Without its validation, only what failed stops it. */
    @Override
    public boolean stopsMigrate(Project project, MigrationState state) throws ProjectProblem {
        return state == MigrationState.FAILED
                || state.isProblem()
                        && FlywayProject.of(project).configuration().isValidateOnMigrate();
    }

    @Override
    public Optional<String> advice(MigrationState state) {
        return switch (state) {
            case CHANGED ->
                Optional.of("Bring the edited file back to what it was (its history in version control knows), and put"
                        + " the change in a new migration; or accept the file as it is with Flyway's repair.");
            case MISSING -> Optional.of("Bring the missing file back, or mark it as gone with Flyway's repair.");
            case FAILED ->
                Optional.of("Take away what the failed migration left half done, then run Flyway's repair, and migrate"
                        + " again.");
            case OUT_OF_ORDER -> Optional.of("Give the older file a version above the newest applied one.");
            default -> Optional.empty();
        };
    }

    @Override
    public String revertScriptName(Migration migration) {
        return "U" + migration.version() + "__" + migration.description().replace(' ', '_') + ".sql";
    }

    private static boolean isAboutTheHistory(FlywayException e) {
        return e instanceof FlywayValidateException
                || List.of(
                                CoreErrorCode.VALIDATE_ERROR,
                                CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE,
                                CoreErrorCode.FAILED_VERSIONED_MIGRATION,
                                CoreErrorCode.FAILED_REPEATABLE_MIGRATION,
                                CoreErrorCode.FAILED_BASELINE_MIGRATION)
                        .contains(e.getErrorCode())
                || e.getMessage() != null && e.getMessage().contains("contains a failed");
    }

    private static ProjectProblem translated(FlywayException e) throws SQLException {
        SQLException cause = sqlCause(e);
        if (cause != null) {
            throw cause;
        }
        return new ProjectProblem(e.getMessage());
    }

    /** What the server itself said: the innermost, since Flyway wraps one SQLException in another. */
    static SQLException sqlCause(Throwable e) {
        SQLException innermost = null;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost;
    }

    private static String firstLine(FlywayException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().strip().lines().findFirst().orElse("");
    }
}
