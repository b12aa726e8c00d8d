package org.turnstone.run;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;
import org.turnstone.scratch.BuiltInPostgres;
import org.turnstone.scratch.StatementLog;

/**
 * What migrations send that a program of its own carries out, and no rehearsal on the target can: the history and the
 * plan are replayed on scratch, and the server's log says what came.
 */
final class ScratchStatements {
    /** Nothing was sent anywhere, because nothing had to be found out. */
    static final ScratchStatements NONE = new ScratchStatements(Map.of(), null, null);

    private final Map<String, List<String>> byScript;
    private final String failedScript;
    private final String failure;

    private ScratchStatements(Map<String, List<String>> byScript, String failedScript, String failure) {
        this.byScript = byScript;
        this.failedScript = failedScript;
        this.failure = failure;
    }

    /** What a migration's script sent, or nothing when the replay did not get that far. */
    List<String> of(Migration migration) {
        return byScript.getOrDefault(migration.scriptName(), List.of());
    }

    /** What is to be said beside what it sent, or null. */
    String remark(Migration migration) {
        if (failure != null
                && (of(migration).isEmpty() || migration.scriptName().equals(failedScript))) {
            return (failedScript == null ? "it" : failedScript) + " failed: " + failure;
        }
        return of(migration).isEmpty() ? "it sent nothing" : null;
    }

    /** Why the replay stopped, or null when it did not. */
    String failure() {
        return failure;
    }

    /** The script at which the replay stopped, or null. */
    String failedScript() {
        return failedScript;
    }

    /** Replays what is applied, then what is planned. */
    static ScratchStatements find(
            String id,
            Format format,
            Project project,
            Set<Migration> applied,
            List<PlannedStep> plan,
            BuiltInPostgres builtIn,
            Cancellation cancellation)
            throws ConnectionFailure {
        String mark = "turnstone " + id;
        Target scratch = builtIn.createDatabase("turnstone_scratch_" + id.substring(id.lastIndexOf('-') + 1));
        try (Session session = Session.open(scratch, "turnstone " + id)) {
            StatementLog log = builtIn.logStatements(scratch);
            Replay replay = new Replay(mark, cancellation);
            String failure = null;
            cancellation.during(session::cancel);
            try {
                replay.run(format, project, applied, plan, session);
            } catch (MigrationFailed | NotClean | ProjectProblem e) {
                failure = session.redaction().apply(e.getMessage());
            }
            return new ScratchStatements(between(mark, log.entries()), failure == null ? null : replay.begun, failure);
        } catch (SQLException | IOException e) {
            return new ScratchStatements(Map.of(), null, "the built-in PostgreSQL: " + e.getMessage());
        } finally {
            builtIn.dropDatabase(scratch.address().database());
        }
    }

    private static Map<String, List<String>> between(String mark, List<StatementLog.Entry> entries) {
        Pattern begins = Pattern.compile("select 1 /\\* " + Pattern.quote(mark) + " begins (\\S*) \\*/");
        String ends = "select 1 /* " + mark + " ends */";
        Map<String, List<String>> result = new LinkedHashMap<>();
        List<String> current = null;
        String program = null;
        for (StatementLog.Entry entry : entries) {
            Matcher beginning = begins.matcher(entry.sql());
            if (beginning.matches()) {
                program = entry.application();
                current = new ArrayList<>();
                // The last time counts: a revert comes after what it reverts.
                result.put(URLDecoder.decode(beginning.group(1), StandardCharsets.UTF_8), current);
            } else if (entry.sql().equals(ends)) {
                current = null;
            } else if (current != null && entry.application().equals(program)) {
                current.add(entry.sql());
            }
        }
        return result;
    }

    /** The work on scratch: nobody looks at its statements but the log. */
    private static final class Replay implements ScriptObserver, RunConnection.Watch {
        private final String mark;
        private final Cancellation cancellation;
        private String begun;

        private Replay(String mark, Cancellation cancellation) {
            this.mark = mark;
            this.cancellation = cancellation;
        }

        private void run(
                Format format, Project project, Set<Migration> applied, List<PlannedStep> plan, Session session)
                throws SQLException, MigrationFailed, NotClean, ProjectProblem {
            RunConnection run = new RunConnection(session, false, this);
            Set<Migration> up = new HashSet<>(applied);
            plan.stream().filter(s -> s.direction() == Direction.UP).forEach(s -> up.add(s.migration()));
            format.migrate(run, only(project, up), null, this);
            for (PlannedStep step : plan) {
                if (step.direction() == Direction.DOWN) {
                    format.revert(run, only(project, up), step.migration(), this);
                }
            }
        }

        private static Project only(Project project, Set<Migration> wanted) {
            return project.with(
                    project.migrations().stream().filter(wanted::contains).toList());
        }

        @Override
        public String mark() {
            return mark;
        }

        @Override
        public void scriptStarted(Migration migration, ScriptText script, boolean transactional) {
            begun = migration.scriptName();
        }

        @Override
        public boolean statementStarted(ScriptStatement statement) {
            return true;
        }

        @Override
        public void statementEnded(ScriptStatement statement, List<String> notices) {}

        @Override
        public void statementFailed(ScriptStatement statement, SQLException failure) {}

        @Override
        public void scriptEnded(Migration migration) {}

        @Override
        public void beforeSending() throws SQLException {
            if (cancellation.isRequested()) {
                throw new SQLException("The run was ended before this statement was sent.", Recorder.CANCELLED);
            }
        }

        @Override
        public boolean mayFailInRehearsal(String sql) {
            return false;
        }

        @Override
        public boolean absorbs(String sql, SQLException failure) {
            return false;
        }

        @Override
        public boolean leavesOut(String sql) {
            return false;
        }

        @Override
        public List<String> goneAtCommit() {
            return List.of();
        }

        @Override
        public void wrote(long rows) {}

        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    }
}
