package org.turnstone.format.prisma;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.StatusEntry;

/**
 * Prisma's ways out, which are those of {@code prisma migrate resolve} (schema-engine/commands/src/commands/
 * mark_migration_applied.rs, mark_migration_rolled_back.rs).
 */
final class PrismaRemedies {
    private final RunConnection run;
    private final Connection connection;
    private final Project project;
    private PrismaHistory history;

    PrismaRemedies(RunConnection run, Project project) {
        this.run = run;
        this.connection = run.connection();
        this.project = project;
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        if (remedy instanceof Remedy.Unlock) {
            throw new RemedyRefused("Prisma's lock belongs to a session and ends with it; there is nothing to free."
                    + " `turnstone migrate` says who holds it.");
        }
        connection.setAutoCommit(false);
        try {
            Optional<PrismaHistory> found = PrismaHistory.find(connection);
            history = found.isPresent()
                    ? found.get()
                    : PrismaHistory.create(connection, PrismaFormat.schema(run.session()));
            List<StatusEntry> entries =
                    PrismaStatus.of(project, history.rows(connection)).entries();
            switch (remedy) {
                case Remedy.Repair repair -> repair(entries);
                case Remedy.Baseline baseline -> baseline(entries, baseline.version());
                case Remedy.MarkApplied mark -> markApplied(entries, mark.version());
                case Remedy.MarkReverted mark -> markReverted(entries, mark.version());
                case Remedy.Unlock unlock -> throw new IllegalStateException();
            }
            connection.commit();
        } catch (SQLException | RemedyRefused | ProjectProblem e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Failed ones count as rolled back, so that they run again; edited files are accepted as they are. */
    private void repair(List<StatusEntry> entries) throws SQLException, ProjectProblem {
        for (StatusEntry entry : entries) {
            if (entry.state() == MigrationState.FAILED) {
                history.markRolledBack(connection, entry.version());
            } else if (entry.state() == MigrationState.CHANGED && entry.migration() != null) {
                history.setChecksum(connection, entry.version(), checksum(entry.migration()));
            }
        }
    }

    private void baseline(List<StatusEntry> entries, String version)
            throws RemedyRefused, SQLException, ProjectProblem {
        if (entries.stream().anyMatch(e -> e.state() != MigrationState.PENDING)) {
            throw new RemedyRefused("This database has a history already; mark single migrations as applied instead.");
        }
        if (entries.stream().noneMatch(e -> e.version().equals(version))) {
            throw new RemedyRefused("There is no migration " + version + ".");
        }
        for (StatusEntry entry : entries) {
            if (PrismaNames.ORDER.compare(entry.version(), version) <= 0) {
                insert(entry.migration());
            }
        }
    }

    private void markApplied(List<StatusEntry> entries, String version)
            throws RemedyRefused, SQLException, ProjectProblem {
        boolean found = version == null;
        for (StatusEntry entry : entries) {
            boolean asked = version == null
                    ? entry.state() == MigrationState.PENDING
                    : entry.version().equals(version);
            boolean open = entry.state() == MigrationState.PENDING || entry.state() == MigrationState.FAILED;
            if (asked && open && entry.migration() != null) {
                history.markRolledBack(connection, entry.version());
                insert(entry.migration());
                found = true;
            }
        }
        if (!found) {
            throw new RemedyRefused(version + " is neither pending nor failed, or its folder is not there.");
        }
    }

    /** A failed one as Prisma marks it; for one that succeeded it has no mark, and its rows go. */
    private void markReverted(List<StatusEntry> entries, String version) throws RemedyRefused, SQLException {
        for (StatusEntry entry : entries) {
            if (entry.version().equals(version) && entry.state() == MigrationState.FAILED) {
                history.markRolledBack(connection, version);
                return;
            }
            if (entry.version().equals(version)
                    && entry.state() != MigrationState.PENDING
                    && entry.state() != MigrationState.REVERTED) {
                history.deleteAll(connection, version);
                return;
            }
        }
        throw new RemedyRefused(version + " is not applied.");
    }

    private void insert(Migration migration) throws SQLException, ProjectProblem {
        history.insertApplied(connection, migration.version(), checksum(migration));
    }

    private static String checksum(Migration migration) throws ProjectProblem {
        return PrismaChecksum.of(PrismaPaths.read(migration.script()));
    }
}
