package org.turnstone.format.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptText;
import org.turnstone.sql.StatementTraits;

/**
 * Takes a migration back by its {@code U} script, which Flyway's free edition does not. The script is read by Flyway's
 * own parser, runs in one transaction with the history row (unless a statement in it cannot), and the row is one that
 * every edition understands: see {@link FlywayHistory#markReverted}.
 */
final class FlywayUndo {
    private final RunConnection run;
    private final Project project;
    private final Connection connection;
    private FlywayParser parser;

    FlywayUndo(RunConnection run, Project project) {
        this(run, project, null);
    }

    /** With a parser that was made for others already. */
    FlywayUndo(RunConnection run, Project project, FlywayParser parser) {
        this.run = run;
        this.project = project;
        this.connection = run.connection();
        this.parser = parser;
    }

    private FlywayParser parser() throws ProjectProblem {
        if (parser == null) {
            parser = new FlywayParser(run, project);
        }
        return parser;
    }

    void revert(Migration migration, ScriptObserver observer) throws MigrationFailed, ProjectProblem {
        FlywayProject settings = parser().settings();
        Path folder = settings.folderOf(migration.revertScript());
        ScriptText text = ScriptText.read(
                FlywayFolder.scriptName(folder, migration.revertScript()),
                migration.revertScript(),
                new FlywayScripts(settings).charset(migration.revertScript()));
        try {
            FlywayHistory history = FlywayHistory.of(connection, project);
            FlywayHistory.Row row = history.liveRow(migration.version())
                    .orElseThrow(() -> new ProjectProblem("Version " + migration.version()
                            + " is not applied any more. Refresh, and look at the status again."));
            SqlScript script = parser().parse(migration.revertScript());
            connection.setAutoCommit(!script.executeInTransaction());
            adoptSchema(history.schema());
            Map<Long, String> before = objectsRepeatablesMake();
            observer.scriptStarted(migration, text, script.executeInTransaction());
            parser.carryOut(script, text, observer);
            history.markReverted(row);
            markLostRepeatables(history, before);
            observer.scriptEnded(migration);
            if (script.executeInTransaction()) {
                connection.commit();
            }
        } catch (SQLException e) {
            run.rollBack(e);
            throw new MigrationFailed(e.getMessage(), e);
        } catch (FlywayException e) {
            run.rollBack(e);
            throw new MigrationFailed(e.getMessage(), FlywayFormat.sqlCause(e));
        } catch (MigrationFailed | ProjectProblem e) {
            run.rollBack(e);
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    /** As Flyway does before each migration: its schema comes first in the path. */
    private void adoptSchema(String schema) throws SQLException {
        String path;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show search_path")) {
            row.next();
            path = row.getString(1);
        }
        String with = withSchema(path, schema);
        if (!with.equals(path)) {
            try (PreparedStatement set =
                    connection.prepareStatement("select pg_catalog.set_config('search_path', ?, false)")) {
                set.setString(1, with);
                set.execute();
            }
        }
    }

    /** A search path in which this schema comes first. */
    static String withSchema(String path, String schema) {
        String first = FlywayHistory.quote(schema);
        if (path.equals(schema) || path.startsWith(schema + ",") || path.startsWith(first)) {
            return path;
        }
        return path.isBlank() ? first : first + "," + path;
    }

    /** Views, functions and procedures: what repeatable migrations make, and revert scripts drop on their way. */
    private Map<Long, String> objectsRepeatablesMake() throws SQLException {
        Map<Long, String> result = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select oid::bigint, relname from pg_catalog.pg_class where relkind in"
                                + " ('v', 'm') and oid >= 16384 union all select oid::bigint, proname from"
                                + " pg_catalog.pg_proc where oid >= 16384")) {
            while (row.next()) {
                result.put(row.getLong(1), row.getString(2));
            }
        }
        return result;
    }

    /**
     * A repeatable migration whose view or function went with the revert must run again, though its file is the same:
     * without this Flyway would think it is still there.
     */
    private void markLostRepeatables(FlywayHistory history, Map<Long, String> before)
            throws SQLException, ProjectProblem {
        Map<Long, String> lost = new TreeMap<>(before);
        lost.keySet().removeAll(objectsRepeatablesMake().keySet());
        if (lost.isEmpty() || project.migrations().stream().noneMatch(m -> m.kind() == Migration.Kind.REPEATABLE)) {
            return;
        }
        Set<String> names = new HashSet<>(lost.values());
        List<FlywayHistory.Row> live = history.liveRows();
        for (Migration migration : project.migrations()) {
            if (migration.kind() != Migration.Kind.REPEATABLE) {
                continue;
            }
            String text =
                    ScriptText.read(migration.scriptName(), migration.script()).text();
            if (!StatementTraits.mentions(text, names)) {
                continue;
            }
            FlywayHistory.Row last = null;
            for (FlywayHistory.Row row : live) {
                if (row.version() == null && row.description().equals(migration.description())) {
                    last = row;
                }
            }
            if (last != null) {
                history.markReverted(last);
            }
        }
    }
}
