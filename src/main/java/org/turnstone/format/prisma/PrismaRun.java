package org.turnstone.format.prisma;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptPieces;
import org.turnstone.format.ScriptPieces.Mode;
import org.turnstone.format.ScriptRunner;
import org.turnstone.format.ScriptText;
import org.turnstone.format.StatusEntry;

/**
 * Deploys as {@code prisma migrate deploy} does, in its order of writes (schema-engine/commands/src/commands/
 * apply_migrations.rs), and reverts by {@code down.sql}, for which Prisma has no command.
 */
final class PrismaRun implements Replay {
    private final RunConnection run;
    private final Connection connection;
    private final Project project;
    private final ScriptObserver observer;
    private final ScriptRunner runner;
    private PrismaHistory history;

    PrismaRun(RunConnection run, Project project, ScriptObserver observer) {
        this.run = run;
        this.connection = run.connection();
        this.project = project;
        this.observer = observer;
        this.runner = new ScriptRunner(run, observer);
    }

    void deploy(String toVersion) throws NotClean, MigrationFailed, ProjectProblem {
        List<Migration> pending = new ArrayList<>();
        try {
            history = findOrCreate();
            List<PrismaHistory.Row> rows = history.rows(connection);
            refuseFailed(rows);
            for (StatusEntry entry : PrismaStatus.of(project, rows).entries()) {
                if (entry.state() == MigrationState.PENDING
                        && (toVersion == null || PrismaNames.ORDER.compare(entry.version(), toVersion) <= 0)) {
                    pending.add(entry.migration());
                }
            }
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        for (Migration migration : pending) {
            apply(migration);
        }
    }

    private PrismaHistory findOrCreate() throws SQLException, NotClean, ProjectProblem {
        Optional<PrismaHistory> found = PrismaHistory.find(connection);
        if (found.isPresent()) {
            return found.get();
        }
        String schema = PrismaFormat.schema(run.session());
        List<String> schemas = new ArrayList<>(PrismaFolder.schemas(project));
        schemas.add(schema == null ? "public" : schema);
        if (PrismaHistory.holdTables(connection, schemas)) {
            throw new NotClean("The database has tables and no history of Prisma's (P3005). Mark the migrations whose"
                    + " tables are there as applied with prisma migrate resolve --applied, or choose an empty"
                    + " database.");
        }
        return PrismaHistory.create(connection, schema);
    }

    private static void refuseFailed(List<PrismaHistory.Row> rows) throws NotClean {
        List<String> failed = rows.stream()
                .filter(PrismaHistory.Row::isFailed)
                .map(PrismaHistory.Row::name)
                .distinct()
                .toList();
        if (!failed.isEmpty()) {
            throw new NotClean("Prisma runs nothing while the history holds a failed migration (P3009): "
                    + String.join(", ", failed) + ".");
        }
    }

    @Override
    public void apply(List<Migration> migrations) throws NotClean, MigrationFailed, ProjectProblem {
        try {
            history = history == null ? findOrCreate() : history;
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        for (Migration migration : migrations) {
            apply(migration);
        }
    }

    private void apply(Migration migration) throws MigrationFailed, ProjectProblem {
        if (!Files.isRegularFile(migration.script())) {
            throw new ProjectProblem(PrismaFormat.withoutScript(migration));
        }
        ScriptText script = ScriptText.read(migration.scriptName(), migration.script());
        String id;
        try {
            id = history.start(connection, migration.version(), PrismaChecksum.of(script.text()));
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        try {
            runner.carryOut(migration, script, Mode.IMPLICIT);
        } catch (MigrationFailed e) {
            recordFailure(migration, id, e);
            throw e;
        }
        // What the script did is kept: its row must say so, even when somebody cancels just now.
        runner.record(script, "finish the row in " + history.qualified(), () -> {
            ScriptRunner.insist(() -> history.countStep(unwatched(), id));
            ScriptRunner.insist(() -> history.finish(unwatched(), id));
        });
        observer.scriptEnded(migration);
    }

    /** As Prisma leaves it. A run that was cancelled has no counterpart there: what left no trace leaves no row. */
    private void recordFailure(Migration migration, String id, MigrationFailed failure) {
        if (run.isRehearsing()) {
            return;
        }
        try {
            if (migration.transactional() && (run.isEnded() || observer.triesAgain(said(failure)))) {
                ScriptRunner.insist(() -> history.deleteRow(unwatched(), id));
            } else {
                String logs = run.session().redaction().apply(logs(migration, failure));
                ScriptRunner.insist(() -> history.fail(unwatched(), id, logs));
            }
        } catch (SQLException e) {
            // The connection is broken, and the row stays as one that was begun.
            failure.addSuppressed(e);
        }
    }

    private static SQLException said(MigrationFailed failure) {
        return failure.getCause() instanceof SQLException said ? said : null;
    }

    /** Prisma's own words for P3018 (libs/user-facing-errors/src/schema_engine.rs). */
    private static String logs(Migration migration, MigrationFailed failure) {
        String code = failure.getCause() instanceof SQLException said ? said.getSQLState() : "";
        String message = failure.getCause() instanceof PSQLException said && said.getServerErrorMessage() != null
                ? said.getServerErrorMessage().getSeverity() + ": "
                        + said.getServerErrorMessage().getMessage()
                : failure.getMessage();
        return "A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read"
                + " more about how to resolve migration issues in a production database:"
                + " https://pris.ly/d/migrate-resolve\n\nMigration name: " + migration.version()
                + "\n\nDatabase error code: " + code + "\n\nDatabase error:\n" + message + "\n";
    }

    @Override
    public void revert(Migration migration) throws MigrationFailed, ProjectProblem {
        ScriptText script =
                ScriptText.read(migration.version() + "/" + PrismaFolder.REVERT_SCRIPT, migration.revertScript());
        boolean together = ScriptPieces.of(script.text(), Mode.IMPLICIT).isTransactional();
        try {
            history = PrismaHistory.find(connection).orElse(null);
            if (history == null
                    || history.rows(connection).stream()
                            .noneMatch(r -> r.name().equals(migration.version()) && r.isApplied())) {
                throw new ProjectProblem(
                        migration.version() + " is not applied any more. Refresh, and look at the status again.");
            }
            // Script and row in one transaction where the script allows it: Prisma has no custom here to keep to.
            connection.setAutoCommit(!together);
            runner.carryOut(migration, script, together ? Mode.IN_TRANSACTION : Mode.IMPLICIT);
            runner.record(script, "delete the row in " + history.qualified(), () -> {
                if (together) {
                    history.deleteAll(connection, migration.version());
                } else {
                    ScriptRunner.insist(() -> history.deleteAll(unwatched(), migration.version()));
                }
            });
            observer.scriptEnded(migration);
            if (together) {
                connection.commit();
            }
        } catch (SQLException e) {
            run.rollBack(e);
            throw new MigrationFailed(e.getMessage(), e);
        } catch (MigrationFailed | ProjectProblem e) {
            run.rollBack(e);
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    private Connection unwatched() {
        return run.session().connection();
    }
}
