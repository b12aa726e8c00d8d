package org.turnstone.format.sqlx;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedMap;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.StatusEntry;

/**
 * The rows people write by hand with sqlx, which has few commands for them: forgetting a dirty row after what it left was
 * put right, accepting an edited file, and what {@code sqlx migrate override skip} (0.9) writes.
 */
final class SqlxRemedies {
    private final Connection connection;
    private final Project project;
    private final SqlxSettings settings;

    SqlxRemedies(RunConnection run, Project project) throws ProjectProblem {
        this.connection = run.connection();
        this.project = project;
        this.settings = SqlxFolder.settings(project);
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        switch (remedy) {
            case Remedy.Repair repair -> repair();
            case Remedy.Baseline baseline ->
                throw new RemedyRefused("sqlx knows no baseline. Mark what is there as applied: mark-applied.");
            case Remedy.MarkApplied mark -> markApplied(mark.version());
            case Remedy.MarkReverted mark -> markReverted(mark.version());
            case Remedy.Unlock unlock ->
                throw new RemedyRefused("sqlx's lock belongs to a session and ends with it; there is nothing to free.");
        }
    }

    private void repair() throws SQLException, ProjectProblem {
        SqlxHistory history = SqlxHistory.find(connection, settings.table()).orElse(null);
        if (history == null) {
            return;
        }
        SortedMap<Long, SqlxHistory.Row> rows = history.rows(connection);
        for (StatusEntry entry : SqlxStatus.of(project, rows).entries()) {
            long version = Long.parseLong(entry.version());
            if (entry.state() == MigrationState.FAILED) {
                history.delete(connection, version);
            } else if (entry.state() == MigrationState.CHANGED) {
                String sql = "UPDATE " + history.qualified() + " SET checksum = ? WHERE version = ?";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setBytes(1, checksum(entry.migration()));
                    update.setLong(2, version);
                    update.executeUpdate();
                }
            }
        }
    }

    private void markApplied(String version) throws RemedyRefused, SQLException, ProjectProblem {
        SqlxHistory history = SqlxHistory.findOrCreate(connection, settings);
        boolean found = false;
        for (StatusEntry entry :
                SqlxStatus.of(project, history.rows(connection)).entries()) {
            if (entry.state() == MigrationState.PENDING && (version == null || version.equals(entry.version()))) {
                Migration migration = entry.migration();
                history.insert(
                        connection, Long.parseLong(entry.version()), migration.description(), checksum(migration));
                found = true;
            }
        }
        if (!found && version != null) {
            throw new RemedyRefused("Version " + version + " is not pending.");
        }
    }

    private void markReverted(String version) throws RemedyRefused, SQLException {
        SqlxHistory history = SqlxHistory.find(connection, settings.table()).orElse(null);
        long number = number(version);
        if (history == null || !history.rows(connection).containsKey(number)) {
            throw new RemedyRefused("Version " + version + " is not applied.");
        }
        history.delete(connection, number);
    }

    private byte[] checksum(Migration migration) throws ProjectProblem {
        return SqlxFile.checksum(SqlxFolder.text(migration.script()), settings.ignoredChars());
    }

    private static long number(String version) throws RemedyRefused {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            throw new RemedyRefused("sqlx's versions are whole numbers; " + version + " is none.");
        }
    }
}
