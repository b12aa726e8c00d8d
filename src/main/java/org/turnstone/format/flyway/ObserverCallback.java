package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.callback.Warning;
import org.flywaydb.core.api.exception.FlywayBlockStatementExecutionException;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;

/** Tells Turnstone's observer what Flyway tells its callbacks, and where in the file each statement stands. */
final class ObserverCallback implements Callback {
    private static final Set<Event> EVENTS = Set.of(
            Event.BEFORE_EACH_MIGRATE,
            Event.AFTER_EACH_MIGRATE,
            Event.BEFORE_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR);

    /** Of COPY data, and of everything else. */
    private static final List<String> DELIMITERS = List.of("\n\\.", ";");

    private final RunConnection run;
    private final ScriptObserver observer;
    private final Map<Path, Migration> migrations;
    private Migration migration;
    private ScriptText script;
    private ScriptStatement statement;
    private ScriptStatement untold;
    private final FlywayScripts scripts;
    private boolean started;

    ObserverCallback(RunConnection run, Project project, ScriptObserver observer) throws ProjectProblem {
        this.run = run;
        this.scripts = new FlywayScripts(FlywayProject.of(project));
        this.observer = observer;
        this.migrations = project.migrations().stream()
                .collect(Collectors.toMap(m -> m.script().toAbsolutePath().normalize(), m -> m));
    }

    /** Whether a migration was begun: what fails before that has changed nothing. */
    boolean hasStarted() {
        return started;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return EVENTS.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "turnstone";
    }

    @Override
    public void handle(Event event, Context context) {
        switch (event) {
            case BEFORE_EACH_MIGRATE -> begin(context);
            case AFTER_EACH_MIGRATE -> observer.scriptEnded(migration);
            case BEFORE_EACH_MIGRATE_STATEMENT -> beforeStatement(context);
            case AFTER_EACH_MIGRATE_STATEMENT -> observer.statementEnded(statement, notices(context));
            case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> fail();
            default -> throw new IllegalStateException(event.getId());
        }
    }

    private void begin(Context context) {
        started = true;
        Path file = Path.of(context.getMigrationInfo().getPhysicalLocation())
                .toAbsolutePath()
                .normalize();
        migration = migrations.get(file);
        if (migration == null) {
            throw new FlywayException("The file " + file.getFileName()
                    + " appeared after the project was opened. Refresh, and run again.");
        }
        try {
            script = ScriptText.read(migration.scriptName(), file, scripts.charset(file));
        } catch (ProjectProblem e) {
            throw new FlywayException(e.getMessage());
        }
        observer.scriptStarted(migration, script, inTransaction(context.getMigrationInfo()));
    }

    /** Flyway has decided; its public interface does not say it. */
    private static boolean inTransaction(MigrationInfo info) {
        return info instanceof MigrationInfoImpl known && known.canExecuteInTransaction();
    }

    private void beforeStatement(Context context) {
        String sent = context.getStatement().getSql();
        statement = script.locate(withoutDelimiter(sent), 0);
        if (!observer.statementStarted(statement)) {
            throw new FlywayBlockStatementExecutionException(
                    new ErrorDetails(CoreErrorCode.ERROR, "not rehearsed"), "not rehearsed");
        }
    }

    /** The callback gets the statement with the delimiter that ended it, which is not sent. */
    private static String withoutDelimiter(String sql) {
        for (String delimiter : DELIMITERS) {
            if (sql.endsWith(delimiter)) {
                return sql.substring(0, sql.length() - delimiter.length());
            }
        }
        return sql;
    }

    private static List<String> notices(Context context) {
        List<Warning> warnings = context.getStatement().getWarnings();
        return warnings == null
                ? List.of()
                : warnings.stream().map(Warning::getMessage).toList();
    }

    /**
     * Flyway tells callbacks the words only; the connection knows the exception, with the place in it. What COPY meets
     * passes by the connection, and is known only when Flyway throws it.
     */
    private void fail() {
        SQLException known = run.lastFailure();
        if (known == null) {
            untold = statement;
        } else {
            observer.statementFailed(statement, known);
        }
    }

    /** A statement that failed, and of which the observer has not been told why; or null. */
    ScriptStatement untold() {
        return untold;
    }
}
