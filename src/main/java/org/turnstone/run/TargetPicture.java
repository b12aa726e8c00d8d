package org.turnstone.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.StatusEntry;
import org.turnstone.schema.Snapshot;
import org.turnstone.schema.SnapshotScope;

/**
 * What a target's history says was run there, and what its schema is, read in one transaction that may only read.
 *
 * @param applied the versions to replay, in the order of the project
 * @param repeatables the repeatable migrations that ran there
 * @param notes why the replay may not give what is there, a sentence each
 * @param version its {@code server_version_num}
 */
record TargetPicture(
        TargetInfo info,
        int version,
        List<Migration> applied,
        List<Migration> repeatables,
        List<String> notes,
        Snapshot schema,
        Evidence evidence) {
    /** What ran there and stays. One that failed or was passed over has yet to run. */
    private static final Set<MigrationState> RAN = EnumSet.of(
            MigrationState.APPLIED,
            MigrationState.CHANGED,
            MigrationState.BASELINE,
            MigrationState.IGNORED,
            MigrationState.OUTDATED);

    static TargetPicture read(String id, Format format, Project project, Target target, SnapshotScope scope)
            throws ConnectionFailure, ProjectProblem {
        try (Session session = Session.openReadOnly(target, "turnstone " + id)) {
            session.hide(format.secrets(project));
            format.enter(session);
            List<Migration> applied = new ArrayList<>();
            List<Migration> repeatables = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (StatusEntry entry :
                    format.status(session.connection(), project).entries()) {
                String name = format.label(entry.version(), entry.description());
                if (entry.migration() == null && entry.state() == MigrationState.MISSING) {
                    notes.add(name + " ran there and its file is gone: what it made shows as drift.");
                } else if (entry.migration() != null && RAN.contains(entry.state())) {
                    if (entry.state() == MigrationState.CHANGED) {
                        notes.add(name + " was edited after it ran there; what is replayed is the file of today.");
                    } else if (entry.state() == MigrationState.OUTDATED) {
                        notes.add(name + " ran there in an older form.");
                    }
                    (entry.version() == null ? repeatables : applied).add(entry.migration());
                }
            }
            Snapshot schema = Snapshot.read(session.connection(), scope);
            return new TargetPicture(
                    TurnstoneEngine.targetInfo(session),
                    session.server().versionNumber(),
                    applied.stream()
                            .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                            .toList(),
                    repeatables,
                    notes,
                    schema,
                    evidence(session));
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    /** A transaction that wrote anything, even a row that was taken back, has an id. */
    private static Evidence evidence(Session session) throws SQLException {
        boolean current = session.server().versionNumber() >= 130000;
        String function = current ? "pg_current_xact_id_if_assigned()" : "txid_current_if_assigned()";
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_catalog." + function + " is null, current_setting('transaction_read_only')")) {
            row.next();
            boolean none = row.getBoolean(1);
            boolean readOnly = row.getString(2).equals("on");
            return new Evidence(
                    none && readOnly,
                    List.of(
                            "transaction_read_only was " + row.getString(2) + " for everything that was asked.",
                            function + (none ? " is null: no transaction id was ever assigned." : " is not null.")));
        }
    }
}
