package org.turnstone.format.prisma;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;
import org.turnstone.format.ScriptText;
import org.turnstone.format.StatusEntry;

/** What {@code prisma migrate resolve} writes (mark_migration_applied.rs, mark_migration_rolled_back.rs), and checksums. */
final class PrismaRemedies {
    private final Connection connection;
    private final Project project;

    PrismaRemedies(RunConnection run, Project project) {
        this.connection = run.connection();
        this.project = project;
    }

    void apply(Remedy remedy) throws RemedyRefused, SQLException, ProjectProblem {
        switch (remedy) {
            case Remedy.Repair repair -> acceptEdits();
            case Remedy.Baseline baseline ->
                throw new RemedyRefused(
                        "Prisma takes a database over by marking what is there as applied:" + " mark-applied.");
            case Remedy.MarkApplied mark -> markApplied(mark.version());
            case Remedy.MarkReverted mark -> markReverted(mark.version());
            case Remedy.Unlock unlock ->
                throw new RemedyRefused(
                        "Prisma's lock belongs to a session and ends with it; there is nothing to free.");
        }
    }

    /** {@code deploy} ignores edited files, {@code migrate dev} wants to reset the database for them. */
    private void acceptEdits() throws SQLException, ProjectProblem {
        PrismaHistory history = PrismaHistory.find(connection).orElse(null);
        if (history == null) {
            return;
        }
        for (StatusEntry entry :
                PrismaStatus.of(project, history.rows(connection)).entries()) {
            if (entry.state() == MigrationState.CHANGED) {
                String sql = "UPDATE " + history.qualified()
                        + " SET checksum = ? WHERE migration_name = ? AND finished_at IS NOT NULL"
                        + " AND rolled_back_at IS NULL";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setString(1, checksum(entry.migration()));
                    update.setString(2, entry.version());
                    update.executeUpdate();
                }
            }
        }
    }

    private void markApplied(String name) throws RemedyRefused, SQLException, ProjectProblem {
        PrismaHistory history = PrismaHistory.find(connection).orElse(null);
        if (history == null) {
            history = PrismaHistory.create(connection);
        }
        List<PrismaHistory.Row> rows = history.rows(connection);
        boolean found = false;
        for (StatusEntry entry : PrismaStatus.of(project, rows).entries()) {
            boolean wanted = name == null
                    ? entry.state() == MigrationState.PENDING
                    : name.equals(entry.version())
                            && (entry.state() == MigrationState.PENDING || entry.state() == MigrationState.FAILED);
            if (wanted && entry.migration() != null) {
                rollBackFailed(history, entry.version());
                insert(history, entry.version(), checksum(entry.migration()));
                found = true;
            }
        }
        if (!found && name != null) {
            throw new RemedyRefused(name + " is neither pending nor failed, or its folder is not in this project.");
        }
    }

    /** A failed one as {@code resolve --rolled-back}; a successful one, for which Prisma has no command, by its rows. */
    private void markReverted(String name) throws RemedyRefused, SQLException {
        PrismaHistory history = PrismaHistory.find(connection).orElse(null);
        List<PrismaHistory.Row> rows = history == null
                ? List.of()
                : history.rows(connection).stream()
                        .filter(r -> r.name().equals(name))
                        .toList();
        if (rows.stream().anyMatch(PrismaHistory.Row::isFailed)) {
            rollBackFailed(history, name);
        } else if (rows.stream().anyMatch(PrismaHistory.Row::isApplied)) {
            history.deleteAll(connection, name);
        } else {
            throw new RemedyRefused(name + " is not applied.");
        }
    }

    private void rollBackFailed(PrismaHistory history, String name) throws SQLException {
        String sql = "UPDATE " + history.qualified()
                + " SET rolled_back_at = date_trunc('milliseconds', clock_timestamp())"
                + " WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, name);
            update.executeUpdate();
        }
    }

    private void insert(PrismaHistory history, String name, String checksum) throws SQLException {
        String sql = "INSERT INTO " + history.qualified() + " (id, checksum, logs, started_at, finished_at,"
                + " migration_name, applied_steps_count) SELECT gen_random_uuid()::text, ?, '', t, t, ?, 0"
                + " FROM date_trunc('milliseconds', clock_timestamp()) t";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, checksum);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    private static String checksum(Migration migration) throws ProjectProblem {
        return PrismaChecksum.of(
                ScriptText.read(migration.scriptName(), migration.script()).text());
    }
}
