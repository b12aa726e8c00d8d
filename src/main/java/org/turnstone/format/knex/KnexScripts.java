package org.turnstone.format.knex;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptStatement;
import org.turnstone.format.ScriptText;
import tools.jackson.databind.JsonNode;

/** Migrations in JavaScript, carried out by the project's own knex, and told to an observer statement by statement. */
final class KnexScripts {
    /** Whether all of it is one transaction, which knex knows when it has loaded the migrations. */
    interface LockChoice {
        /** Gives true when knex is to take its lock itself, false when we hold it for good. */
        boolean handsOver(boolean oneTransaction) throws SQLException;
    }

    private final Node node;
    private final KnexSettings settings;
    private final RunConnection run;
    private final ScriptObserver observer;

    private Map<String, Migration> byName = Map.of();
    private boolean oneTransaction;
    private Migration current;
    private ScriptText script;
    /** Sent and not answered yet, by knex's own ids: scripts may send several at once. The first is the observer's. */
    private final Map<String, ScriptStatement> sent = new LinkedHashMap<>();

    private final List<String> printed = new ArrayList<>();
    private SQLException lastSaid;
    private MigrationFailed failure;

    KnexScripts(Node node, KnexSettings settings, RunConnection run, ScriptObserver observer) {
        this.node = node;
        this.settings = settings;
        this.run = run;
        this.observer = observer;
    }

    /** Runs them in knex's order as one batch; {@code batch} is its number, or zero for knex to choose. */
    void up(List<Migration> migrations, int batch, LockChoice lock) throws MigrationFailed, ProjectProblem {
        carryOut("up", migrations, batch, lock);
    }

    void down(Migration migration) throws MigrationFailed, ProjectProblem {
        carryOut("down", List.of(migration), 0, whole -> false);
    }

    private void carryOut(String direction, List<Migration> migrations, int batch, LockChoice lock)
            throws MigrationFailed, ProjectProblem {
        byName = migrations.stream().collect(Collectors.toMap(Migration::scriptName, Function.identity()));
        Map<String, Object> task = new HashMap<>();
        task.put("direction", direction);
        task.put("names", migrations.stream().map(Migration::scriptName).toList());
        if (batch > 0) {
            task.put("batch", batch);
        }
        if (observer.mark() != null) {
            task.put("capture", observer.mark());
        }
        boolean idle = false;
        try {
            KnexProcess process = KnexProcess.of(node, settings, run.session());
            run.session().cancelsToo(process::cancel);
            stopIfCancelled();
            process.begin(task);
            idle = follow(process, lock);
            if (failure != null) {
                throw failure;
            }
            if (!idle) {
                stopped();
            }
        } catch (IOException e) {
            throw new MigrationFailed("Node could not be started or stopped answering: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        } finally {
            run.session().cancelsToo(null);
            if (!idle) {
                // Only when nothing of it works on the server any more may the lock be given to others.
                run.session().accompaniedBy(null);
            }
        }
    }

    /** Whatever is sent by the run's connection is refused after a cancel, this as well. */
    private void stopIfCancelled() throws SQLException {
        try (var statement = run.connection().createStatement()) {
            statement.execute("select 1");
        }
    }

    /** Whether the task was ended, well or not, and nothing of it goes on. */
    private boolean follow(KnexProcess process, LockChoice lock) throws IOException, SQLException, ProjectProblem {
        for (JsonNode said = process.next(printed::add); said != null; said = process.next(printed::add)) {
            switch (said.path("event").asString()) {
                case "ready" -> {
                    oneTransaction = said.path("whole").asBoolean();
                    process.answer(lock.handsOver(oneTransaction) ? "alone" : "locked");
                }
                case "start" -> start(said.path("name").asString());
                case "query" -> query(said);
                case "response" -> response(said);
                case "error" -> error(said);
                case "end" -> end();
                case "failed" -> failed(said);
                case "idle" -> {
                    return true;
                }
                default -> throw new IOException("an answer that is not known: " + said);
            }
        }
        return false;
    }

    private void start(String name) throws ProjectProblem {
        current = byName.get(name);
        script = ScriptText.read(name, current.script());
        printed.clear();
        observer.scriptStarted(current, script, oneTransaction || current.transactional());
    }

    private void query(JsonNode said) {
        String sql = said.path("sql").asString();
        ScriptStatement statement =
                sql.isBlank() ? new ScriptStatement(script.name(), sql, -1, 1, 0) : script.locate(sql, 1);
        sent.put(said.path("id").asString(), statement);
        if (sent.size() == 1) {
            observer.statementStarted(statement);
        }
    }

    private void response(JsonNode said) {
        ScriptStatement statement = taken(said);
        if (statement != null) {
            run.wrote(said.path("rows").asLong());
            observer.statementEnded(statement, List.copyOf(printed));
            printed.clear();
            startNext();
        }
    }

    private void error(JsonNode said) {
        ScriptStatement statement = taken(said);
        if (statement != null) {
            lastSaid = KnexErrors.of(said);
            observer.statementFailed(statement, lastSaid);
            startNext();
        }
    }

    /** The statement that was answered. One that was answered before an earlier one counts from now on only. */
    private ScriptStatement taken(JsonNode said) {
        boolean first = !sent.isEmpty()
                && sent.keySet().iterator().next().equals(said.path("id").asString());
        ScriptStatement statement = sent.remove(said.path("id").asString());
        if (statement != null && !first) {
            observer.statementStarted(statement);
        }
        return statement;
    }

    private void startNext() {
        if (!sent.isEmpty()) {
            observer.statementStarted(sent.values().iterator().next());
        }
    }

    private void end() {
        sent.clear();
        observer.scriptEnded(current);
        current = null;
    }

    private void failed(JsonNode said) throws ProjectProblem {
        SQLException cause = KnexErrors.of(said);
        String message = said.path("message").asString();
        if (current == null) {
            if (said.path("name").asString().equals("MigrationLocked")) {
                cause = new SQLException("Somebody else holds knex's migration lock.", "55P03");
            }
            failure = new MigrationFailed("Knex: " + message, cause);
            return;
        }
        if (!said.path("told").asBoolean(false)) {
            // The script itself failed, not what it sent: its own line stands for a statement.
            int line = Math.max(
                    1, Math.min(said.path("line").asInt(1), script.lines().lines()));
            ScriptStatement place = script.locate(script.lines().lineText(line), line);
            observer.statementStarted(place);
            observer.statementFailed(place, cause);
        }
        failure = new MigrationFailed(message, cause);
    }

    /** The process ended without a word about it: it was cancelled, or killed, or a script called for its end. */
    private void stopped() throws MigrationFailed {
        String last = printed.isEmpty() ? "" : " It said last: " + printed.getLast();
        SQLException cause = new SQLException("Node ended before knex did." + last, "57014");
        if (current != null && lastSaid == null) {
            ScriptStatement place = sent.isEmpty()
                    ? new ScriptStatement(script.name(), script.name(), -1, 1, 0)
                    : sent.values().iterator().next();
            if (sent.isEmpty()) {
                observer.statementStarted(place);
            }
            observer.statementFailed(place, cause);
        }
        throw new MigrationFailed(cause.getMessage(), cause);
    }
}
