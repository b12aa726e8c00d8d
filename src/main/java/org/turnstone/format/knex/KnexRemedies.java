package org.turnstone.format.knex;

import java.sql.SQLException;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.StatusEntry;

/**
 * Knex's {@code unlock}, and rows written by hand under its lock, which is taken and given back in the same transaction,
 * as knex does where all migrations are one.
 */
final class KnexRemedies {
    private final RunConnection run;
    private final Project project;
    private final KnexSettings settings;
    private final KnexTables tables;

    KnexRemedies(RunConnection run, Project project, KnexSettings settings) throws SQLException, ProjectProblem {
        this.run = run;
        this.project = project;
        this.settings = settings;
        this.tables = KnexTables.of(run.connection(), settings);
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        switch (remedy) {
            case Remedy.Repair repair ->
                throw new RemedyRefused("Knex keeps no checksums, so there is nothing to repair. `unlock` frees a lock,"
                        + " mark-applied and mark-reverted write history rows.");
            case Remedy.Baseline baseline ->
                throw new RemedyRefused("Knex knows no baseline. Mark what is there as applied: mark-applied.");
            case Remedy.Unlock unlock -> unlock();
            case Remedy.MarkApplied mark -> inTransaction(() -> markApplied(mark.version()));
            case Remedy.MarkReverted mark -> inTransaction(() -> markReverted(mark.version()));
        }
    }

    private void unlock() throws SQLException {
        if (tables.lockExists()) {
            tables.execute("delete from " + tables.lock());
            tables.execute("insert into " + tables.lock() + " (\"is_locked\") values (0)");
        }
    }

    private interface Work {
        void perform() throws RemedyRefused, SQLException, ProjectProblem;
    }

    private void inTransaction(Work work) throws RemedyRefused, SQLException, ProjectProblem {
        run.connection().setAutoCommit(false);
        boolean done = false;
        try {
            tables.create();
            if (tables.execute("update " + tables.lock() + " set \"is_locked\" = 1 where \"is_locked\" = 0") != 1) {
                throw new RemedyRefused("Knex's migration table is locked. When nobody is migrating: unlock.");
            }
            work.perform();
            tables.execute("update " + tables.lock() + " set \"is_locked\" = 0");
            run.connection().commit();
            done = true;
        } finally {
            if (!done) {
                run.connection().rollback();
            }
            run.connection().setAutoCommit(true);
        }
    }

    private void markApplied(String version) throws RemedyRefused, SQLException, ProjectProblem {
        int batch = tables.nextBatch();
        boolean found = false;
        for (StatusEntry entry : status().status(List.of()).entries()) {
            if (entry.state() == MigrationState.PENDING && (version == null || isMeant(entry, version))) {
                tables.insert(entry.script(), batch, run.isRehearsing());
                found = true;
            }
        }
        if (!found && version != null) {
            throw new RemedyRefused(version + " is not pending.");
        }
    }

    private void markReverted(String version) throws RemedyRefused, SQLException, ProjectProblem {
        for (StatusEntry entry : status().status(List.of()).entries()) {
            if (entry.state() != MigrationState.PENDING && isMeant(entry, version)) {
                tables.delete(entry.script());
                return;
            }
        }
        throw new RemedyRefused(version + " is not applied.");
    }

    private KnexStatus status() throws SQLException, ProjectProblem {
        return KnexStatus.read(tables, settings, project);
    }

    private static boolean isMeant(StatusEntry entry, String version) {
        return version.equals(entry.version()) || version.equals(entry.script());
    }
}
