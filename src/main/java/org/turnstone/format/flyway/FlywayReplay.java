package org.turnstone.format.flyway;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptText;

/**
 * Many migrations on scratch, at a cost that does not grow with the history. Flyway decides once what there is and what
 * its checksums are, makes its own table, and reads each script with its own parser; the scripts are sent and the rows
 * written as its engine does it. Where a project has what only that engine knows, callbacks and settings beside
 * scripts, it does it all.
 */
final class FlywayReplay implements Replay {
    private static final String CONFIGURATION = ".conf";

    private final FlywayFormat format;
    private final RunConnection run;
    private final Connection connection;
    private final Project project;
    private final ScriptObserver observer;
    private final List<Migration> known = new ArrayList<>();

    private FlywayParser parser;
    private FlywayHistory history;
    private Map<Path, MigrationInfo> resolved;
    private Boolean plain;
    private String role;
    private String searchPath;

    FlywayReplay(FlywayFormat format, RunConnection run, Project project, ScriptObserver observer) {
        this.format = format;
        this.run = run;
        this.connection = run.connection();
        this.project = project;
        this.observer = observer;
    }

    @Override
    public void apply(List<Migration> migrations) throws NotClean, MigrationFailed, ProjectProblem {
        if (migrations.isEmpty()) {
            return;
        }
        known.removeAll(migrations);
        known.addAll(migrations);
        if (!isPlain() || migrations.stream().anyMatch(m -> m.kind() != Migration.Kind.VERSIONED)) {
            Project only = project.with(
                    project.migrations().stream().filter(known::contains).toList());
            format.migrate(run, only, migrations.getLast().version(), observer);
            return;
        }
        prepare();
        for (Migration migration : migrations) {
            apply(migration);
        }
    }

    @Override
    public void revert(Migration migration) throws MigrationFailed, ProjectProblem {
        new FlywayUndo(run, project, parser).revert(migration, observer);
    }

    private boolean isPlain() throws ProjectProblem {
        if (plain == null) {
            plain = project.migrations().stream().noneMatch(m -> m.kind() == Migration.Kind.BASELINE)
                    && project.migrations().stream()
                            .noneMatch(m -> m.version() != null
                                    && MigrationVersion.fromVersion(m.version())
                                                    .compareTo(MigrationVersion.fromVersion("0"))
                                            <= 0)
                    && !holdsCallbacksOrConfigurations();
        }
        return plain;
    }

    private boolean holdsCallbacksOrConfigurations() throws ProjectProblem {
        Set<String> events = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(Event.values()).map(Event::getId).forEach(events::add);
        FlywayProject settings = FlywayProject.of(project);
        List<Path> folders = new ArrayList<>(settings.folders());
        folders.addAll(settings.callbackFolders());
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
                boolean found = files.map(file -> file.getFileName().toString())
                        .anyMatch(name -> name.endsWith(CONFIGURATION)
                                || events.contains(name.replaceFirst("(__.*)?\\.[^.]*$", "")));
                if (found) {
                    return true;
                }
            } catch (IOException e) {
                throw new ProjectProblem("Cannot read the folder " + folder + ": " + e.getMessage());
            }
        }
        return false;
    }

    /** Flyway's own work before its first migration, and its view of what there is. */
    private void prepare() throws NotClean, MigrationFailed, ProjectProblem {
        if (history != null) {
            return;
        }
        try {
            if (!FlywayHistory.of(connection, project).exists()) {
                format.begin(run, project, observer);
            }
            parser = new FlywayParser(run, project);
            resolved = new HashMap<>();
            for (MigrationInfo info : parser.configuration().load().info().all()) {
                if (info.getPhysicalLocation() != null
                        && !info.getPhysicalLocation().isEmpty()) {
                    resolved.put(
                            Path.of(info.getPhysicalLocation()).toAbsolutePath().normalize(), info);
                }
            }
            FlywayHistory made = FlywayHistory.of(connection, project);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_user, current_setting('search_path')")) {
                row.next();
                role = row.getString(1);
                searchPath = FlywayUndo.withSchema(row.getString(2), made.schema());
            }
            history = made;
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        } catch (FlywayException e) {
            throw new MigrationFailed(e.getMessage(), FlywayFormat.sqlCause(e));
        }
    }

    private void apply(Migration migration) throws MigrationFailed, ProjectProblem {
        MigrationInfo info = resolved.get(migration.script().toAbsolutePath().normalize());
        if (info == null) {
            throw new ProjectProblem("Flyway does not see " + migration.scriptName() + " any more.");
        }
        ScriptText text = ScriptText.read(
                migration.scriptName(),
                migration.script(),
                new FlywayScripts(parser.settings()).charset(migration.script()));
        try {
            SqlScript script = parser.parse(migration.script());
            startAnew();
            connection.setAutoCommit(!script.executeInTransaction());
            long started = System.nanoTime();
            observer.scriptStarted(migration, text, script.executeInTransaction());
            parser.carryOut(script, text, observer);
            observer.scriptEnded(migration);
            startAnew(); // The row is written as who came, also after a script that became somebody else.
            String by = parser.configuration().getInstalledBy();
            history.add(
                    info.getVersion().getVersion(),
                    info.getDescription(),
                    info.getScript(),
                    info.getChecksum(),
                    by == null ? role : by,
                    (System.nanoTime() - started) / 1_000_000);
            if (script.executeInTransaction()) {
                connection.commit();
            }
        } catch (SQLException e) {
            run.rollBack(e);
            throw new MigrationFailed(e.getMessage(), e);
        } catch (FlywayException e) {
            run.rollBack(e);
            throw new MigrationFailed(e.getMessage(), FlywayFormat.sqlCause(e));
        } catch (MigrationFailed e) {
            run.rollBack(e);
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    /** What a script set of role and search path does not reach the next one. */
    private void startAnew() throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select pg_catalog.set_config('role', ?, false),"
                + " pg_catalog.set_config('search_path', ?, false)")) {
            set.setString(1, role);
            set.setString(2, searchPath);
            set.execute();
        }
    }
}
