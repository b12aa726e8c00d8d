package org.turnstone.format.sqlx;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Replay;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptPieces.Mode;
import org.turnstone.format.ScriptRunner;
import org.turnstone.format.ScriptText;
import org.turnstone.format.StatusEntry;

/** Applies and reverts as sqlx does, in its order of writes (sqlx-postgres/src/migrate.rs, migrator.rs). */
final class SqlxRun implements Replay {
    private final RunConnection run;
    private final Connection connection;
    private final Project project;
    private final ScriptObserver observer;
    private final ScriptRunner runner;
    private final SqlxSettings settings;
    private SqlxHistory history;

    SqlxRun(RunConnection run, Project project, ScriptObserver observer) throws ProjectProblem {
        this.run = run;
        this.connection = run.connection();
        this.project = project;
        this.observer = observer;
        this.runner = new ScriptRunner(run, observer);
        this.settings = SqlxFolder.settings(project);
    }

    void migrate(String toVersion) throws NotClean, MigrationFailed, ProjectProblem {
        List<Migration> pending;
        try {
            history = SqlxHistory.findOrCreate(connection, settings);
            pending = check(history.rows(connection), toVersion == null ? null : Long.valueOf(toVersion));
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        for (Migration migration : pending) {
            apply(migration);
        }
    }

    /** In sqlx's order, but before anything runs: sqlx itself finds an edited file only when it gets there. */
    private List<Migration> check(SortedMap<Long, SqlxHistory.Row> rows, Long target) throws NotClean, ProjectProblem {
        List<StatusEntry> entries = SqlxStatus.of(project, rows).entries();
        refuse(
                entries,
                MigrationState.FAILED,
                "migration %s is partially applied; fix and remove row from `" + settings.table() + "` table");
        refuse(
                entries,
                MigrationState.MISSING,
                "migration %s was previously applied but is missing in the resolved migrations");
        refuse(entries, MigrationState.CHANGED, "migration %s was previously applied but has been modified");
        SortedMap<Long, Migration> pending = new TreeMap<>();
        for (StatusEntry entry : entries) {
            if (entry.state() == MigrationState.PENDING) {
                pending.put(Long.valueOf(entry.version()), entry.migration());
            }
        }
        // An older one that is pending may be asked for by its version; sqlx would refuse that, too.
        if (target != null && !rows.isEmpty() && target < rows.lastKey() && !pending.containsKey(target)) {
            throw new NotClean("migration " + target + " is older than the latest applied migration " + rows.lastKey());
        }
        return new ArrayList<>(
                (target == null || target == Long.MAX_VALUE ? pending : pending.headMap(target + 1)).values());
    }

    /** With sqlx's own words. */
    private static void refuse(List<StatusEntry> entries, MigrationState state, String sentence) throws NotClean {
        for (StatusEntry entry : entries) {
            if (entry.state() == state) {
                throw new NotClean(String.format(sentence, entry.version()));
            }
        }
    }

    @Override
    public void apply(List<Migration> migrations) throws MigrationFailed, ProjectProblem {
        try {
            history = history == null ? SqlxHistory.findOrCreate(connection, settings) : history;
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        for (Migration migration : migrations) {
            apply(migration);
        }
    }

    private void apply(Migration migration) throws MigrationFailed, ProjectProblem {
        String text = SqlxFolder.text(migration.script());
        byte[] checksum = SqlxFile.checksum(text, settings.ignoredChars());
        long version = Long.parseLong(migration.version());
        ScriptText script = ScriptText.read(migration.scriptName(), migration.script());
        long started = System.nanoTime();
        carryOut(
                migration,
                script,
                SqlxFile.wantsNoTransaction(text),
                on -> history.insert(on, version, migration.description(), checksum));
        long took = System.nanoTime() - started;
        runner.record(
                script,
                "write how long it took into " + history.qualified(),
                () -> ScriptRunner.insist(() -> history.setExecutionTime(unwatched(), version, took)));
    }

    @Override
    public void revert(Migration migration) throws MigrationFailed, ProjectProblem {
        long version = Long.parseLong(migration.version());
        try {
            history = SqlxHistory.find(connection, settings.table()).orElse(null);
            if (history == null || !history.rows(connection).containsKey(version)) {
                throw new ProjectProblem(
                        "Version " + version + " is not applied any more. Refresh, and look at the status again.");
            }
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
        String text = SqlxFolder.text(migration.revertScript());
        ScriptText script = ScriptText.read(SqlxFolder.nameOf(migration.revertScript()), migration.revertScript());
        carryOut(migration, script, SqlxFile.wantsNoTransaction(text), on -> history.delete(on, version));
    }

    private interface Row {
        void write(Connection on) throws SQLException;
    }

    private void carryOut(Migration migration, ScriptText script, boolean noTransaction, Row row)
            throws MigrationFailed {
        String writing = "write the row in " + history.qualified();
        if (noTransaction) {
            runner.carryOut(migration, script, Mode.IMPLICIT);
            // What the script did is kept: its row must be, too, even when somebody cancels just now.
            runner.record(script, writing, () -> ScriptRunner.insist(() -> row.write(unwatched())));
            observer.scriptEnded(migration);
            return;
        }
        try {
            connection.setAutoCommit(false);
            runner.carryOut(migration, script, Mode.IN_TRANSACTION);
            runner.record(script, writing, () -> row.write(connection));
            observer.scriptEnded(migration);
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw new MigrationFailed(e.getMessage(), e);
        } catch (MigrationFailed e) {
            rollBack(e);
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    private Connection unwatched() {
        return run.session().connection();
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
