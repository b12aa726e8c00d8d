package org.turnstone.format.sqlx;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.StatusEntry;

/**
 * sqlx's ways out: {@code migrate override skip}, which is an INSERT, and what its messages ask people to do by hand,
 * which is to remove a row.
 */
final class SqlxRemedies {
    private final Connection connection;
    private final Project project;
    private final SqlxSettings settings;
    private SqlxHistory history;

    SqlxRemedies(RunConnection run, Project project) throws ProjectProblem {
        this.connection = run.connection();
        this.project = project;
        this.settings = SqlxFolder.settings(project);
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        connection.setAutoCommit(false);
        try {
            history = SqlxHistory.findOrCreate(connection, settings);
            List<StatusEntry> entries =
                    SqlxStatus.of(project, history.rows(connection)).entries();
            switch (remedy) {
                case Remedy.Repair repair -> repair(entries);
                case Remedy.Baseline baseline -> baseline(entries, baseline.version());
                case Remedy.MarkApplied mark -> markApplied(entries, mark.version());
                case Remedy.MarkReverted mark -> markReverted(mark.version());
                case Remedy.Unlock unlock ->
                    throw new RemedyRefused("sqlx's lock belongs to a session and ends with it; there is nothing to"
                            + " free. `turnstone migrate` says who holds it.");
            }
            connection.commit();
        } catch (SQLException | RemedyRefused | ProjectProblem e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Rows of what was not finished go, so that it runs again; edited files are accepted as they are. */
    private void repair(List<StatusEntry> entries) throws SQLException, ProjectProblem {
        for (StatusEntry entry : entries) {
            if (entry.state() == MigrationState.FAILED) {
                history.delete(connection, Long.parseLong(entry.version()));
            } else if (entry.state() == MigrationState.CHANGED) {
                history.setChecksum(connection, Long.parseLong(entry.version()), checksum(entry.migration()));
            }
        }
    }

    private void baseline(List<StatusEntry> entries, String version)
            throws RemedyRefused, SQLException, ProjectProblem {
        long last = number(version);
        if (entries.stream().anyMatch(e -> e.state() != MigrationState.PENDING)) {
            throw new RemedyRefused("This database has a history already; mark single versions as applied instead.");
        }
        if (entries.stream().noneMatch(e -> e.version().equals(Long.toString(last)))) {
            throw new RemedyRefused("There is no migration with version " + version + ".");
        }
        for (StatusEntry entry : entries) {
            if (Long.parseLong(entry.version()) <= last) {
                insert(entry.migration());
            }
        }
    }

    private void markApplied(List<StatusEntry> entries, String version)
            throws RemedyRefused, SQLException, ProjectProblem {
        boolean found = version == null;
        long wanted = version == null ? 0 : number(version);
        for (StatusEntry entry : entries) {
            boolean asked = version == null || Long.parseLong(entry.version()) == wanted;
            if (asked && entry.state() == MigrationState.PENDING) {
                insert(entry.migration());
                found = true;
            }
        }
        if (!found) {
            throw new RemedyRefused("Version " + version + " is not pending.");
        }
    }

    private void markReverted(String version) throws RemedyRefused, SQLException {
        if (!history.rows(connection).containsKey(number(version))) {
            throw new RemedyRefused("Version " + version + " is not applied.");
        }
        history.delete(connection, number(version));
    }

    private void insert(Migration migration) throws SQLException, ProjectProblem {
        history.insert(connection, Long.parseLong(migration.version()), migration.description(), checksum(migration));
    }

    private byte[] checksum(Migration migration) throws ProjectProblem {
        return SqlxFile.checksum(SqlxFolder.text(migration.script()), settings.ignoredChars());
    }

    private static long number(String version) throws RemedyRefused {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            throw new RemedyRefused("A version of sqlx's is a number, and " + version + " is none.");
        }
    }
}
