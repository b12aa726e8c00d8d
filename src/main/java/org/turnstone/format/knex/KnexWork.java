package org.turnstone.format.knex;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ScriptObserver;
import org.turnstone.format.ScriptPieces.Mode;
import org.turnstone.format.ScriptRunner;
import org.turnstone.format.ScriptText;

/**
 * Applies and reverts, in the transactions that knex would have: one for a whole batch in which every migration takes
 * part in one (Migrator.latest), else one for each.
 */
final class KnexWork implements AutoCloseable {
    private final RunConnection run;
    private final Connection connection;
    private final KnexSettings settings;
    private final KnexLock lock;
    private final boolean ownLock;
    private final Node node;
    private final ScriptObserver observer;
    private final KnexTables tables;

    KnexWork(
            RunConnection run,
            KnexSettings settings,
            KnexLock lock,
            boolean ownLock,
            Node node,
            ScriptObserver observer) {
        this.run = run;
        this.connection = run.connection();
        this.settings = settings;
        this.lock = lock;
        this.ownLock = ownLock;
        this.node = node;
        this.observer = observer;
        this.tables = lock.tables().by(connection);
    }

    KnexStatus status(Project project) throws SQLException {
        return KnexStatus.read(lock.tables(), settings, project);
    }

    void up(List<Migration> pending) throws SQLException, MigrationFailed, ProjectProblem {
        if (pending.isEmpty()) {
            return;
        }
        if (pending.stream().noneMatch(KnexMigrations::isSql) && !run.isRehearsing()) {
            scripted(pending);
        } else if (pending.stream().allMatch(m -> m.transactional() && KnexMigrations.isSql(m))) {
            together(pending);
        } else {
            oneByOne(pending);
        }
    }

    /** All in JavaScript: knex's own latest does everything, rows and transactions. */
    private void scripted(List<Migration> pending) throws SQLException, MigrationFailed, ProjectProblem {
        boolean[] whole = new boolean[1];
        try {
            scripts().up(pending, 0, oneTransaction -> {
                whole[0] = oneTransaction;
                if (oneTransaction) {
                    lock.handOver();
                    // Nothing is kept before knex commits: so it must look from here, too.
                    connection.setAutoCommit(false);
                } else {
                    lock.keep();
                }
                return oneTransaction;
            });
            announce(true);
        } catch (MigrationFailed e) {
            if (whole[0]) {
                announce(false);
            }
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    /** Tells the run what became of transactions that were knex's. */
    private void announce(boolean kept) throws SQLException {
        connection.setAutoCommit(false);
        if (kept) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** All in SQL: one transaction with the lock, the scripts, the rows. */
    private void together(List<Migration> pending) throws SQLException, MigrationFailed, ProjectProblem {
        if (!run.isRehearsing()) {
            lock.keepTables();
        }
        connection.setAutoCommit(false);
        try {
            adoptSearchPath();
            int batch = tables.nextBatch();
            for (Migration migration : pending) {
                script(migration, migration.script(), Mode.IN_TRANSACTION);
                tables.insert(migration.scriptName(), batch, run.isRehearsing());
                observer.scriptEnded(migration);
            }
            lock.free(connection);
            connection.commit();
        } catch (SQLException | MigrationFailed | ProjectProblem e) {
            rollBack(e);
            throw e;
        } finally {
            if (!run.isRehearsing()) {
                lock.ended();
            }
            run.endTransactions();
        }
    }

    /** Some outside a transaction, or some in each language: the lock is kept for all of them, who are one batch. */
    private void oneByOne(List<Migration> pending) throws SQLException, MigrationFailed, ProjectProblem {
        keepLock();
        int batch = tables.nextBatch();
        for (Migration migration : pending) {
            if (!KnexMigrations.isSql(migration)) {
                javaScriptUp(migration, batch);
                continue;
            }
            sql(migration, migration.script(), () -> tables.insert(migration.scriptName(), batch, run.isRehearsing()));
        }
    }

    private void javaScriptUp(Migration migration, int batch) throws SQLException, MigrationFailed, ProjectProblem {
        if (run.isRehearsing()) {
            leaveOut(migration);
            tables.insert(migration.scriptName(), batch, true);
        } else {
            scripts().up(List.of(migration), batch, oneTransaction -> false);
            announce(true);
        }
    }

    void down(Migration migration, String recorded) throws SQLException, MigrationFailed, ProjectProblem {
        if (migration.revertScript() == null) {
            throw new ProjectProblem(migration.scriptName() + " has no script that reverts it.");
        }
        keepLock();
        if (KnexMigrations.isSql(migration)) {
            sql(migration, migration.revertScript(), () -> tables.delete(recorded));
        } else if (run.isRehearsing()) {
            leaveOut(migration);
            tables.delete(recorded);
        } else {
            scripts().down(migration);
            announce(true);
        }
    }

    private interface Record {
        void write() throws SQLException;
    }

    /** One script and its row, in one transaction where it may be in one. Knex writes the row right after it. */
    private void sql(Migration migration, java.nio.file.Path script, Record row)
            throws SQLException, MigrationFailed, ProjectProblem {
        boolean inTransaction = !settings.disableTransactions() && KnexMigrations.fitsIntoTransaction(script);
        connection.setAutoCommit(!inTransaction);
        try {
            adoptSearchPath();
            script(migration, script, inTransaction ? Mode.IN_TRANSACTION : Mode.IMPLICIT);
            row.write();
            observer.scriptEnded(migration);
            if (inTransaction) {
                connection.commit();
            }
        } catch (SQLException | MigrationFailed | ProjectProblem e) {
            if (inTransaction) {
                rollBack(e);
            }
            throw e;
        } finally {
            run.endTransactions();
        }
    }

    private void script(Migration migration, java.nio.file.Path file, Mode mode)
            throws MigrationFailed, ProjectProblem {
        String name = file.equals(migration.script())
                ? migration.scriptName()
                : file.getFileName().toString();
        new ScriptRunner(run, observer).carryOut(migration, ScriptText.read(name, file), mode);
    }

    private void leaveOut(Migration migration) throws ProjectProblem {
        observer.leftToScratch(
                migration, ScriptText.read(migration.scriptName(), migration.script()), migration.transactional());
    }

    private KnexScripts scripts() throws ProjectProblem {
        if (node == null) {
            throw new ProjectProblem("These migrations are written in JavaScript: install Node, and run npm install in"
                    + " the project, so that its own knex can run them.");
        }
        return new KnexScripts(node, settings, run, observer);
    }

    private void keepLock() throws SQLException {
        if (!run.isRehearsing()) {
            lock.keep();
        }
    }

    /** What knex sets in every connection of a project with a searchPath. */
    private void adoptSearchPath() throws SQLException {
        if (settings.searchPath().isEmpty()) {
            return;
        }
        try (PreparedStatement set =
                connection.prepareStatement("select pg_catalog.set_config('search_path', ?, false)")) {
            set.setString(
                    1,
                    String.join(
                            ",",
                            settings.searchPath().stream()
                                    .map(KnexTables::quote)
                                    .toList()));
            set.execute();
        }
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (ownLock) {
            lock.release(run.session().connection());
        }
    }
}
