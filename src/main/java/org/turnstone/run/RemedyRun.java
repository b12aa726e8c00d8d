package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Remedy;
import org.turnstone.format.RemedyRefused;

/**
 * Carries a remedy out: rehearsed, to say exactly which rows it will write, or for real. Both are the same work over
 * the two kinds of connection, so what was shown is what is written.
 */
final class RemedyRun {
    private final String id;
    private final Format format;
    private final Project project;
    private final Target target;
    private final Journal journal;

    RemedyRun(String id, Format format, Project project, Target target, Journal journal) {
        this.id = id;
        this.format = format;
        this.project = project;
        this.target = target;
        this.journal = journal;
    }

    List<RowChange> carryOut(Remedy remedy, boolean forReal) throws ConnectionFailure, ProjectProblem, RunRefused {
        Cancellation never = new Cancellation();
        try (Session session = Session.open(target, "turnstone " + id)) {
            session.hide(format.secrets(project));
            format.enter(session);
            LockWait lock = new LockWait(
                    format.remediesTakeTheLock() ? null : format.lock(session.connection(), project),
                    new Sessions(session.connection(), session.redaction(), journal),
                    event -> {},
                    never);
            if (!format.remediesTakeTheLock() && !lock.take(Duration.ofSeconds(10))) {
                throw new RunRefused(
                        "Somebody else is migrating this database: " + lock.holder() + ". Nothing was written.");
            }
            Recorder recorder = new Recorder(event -> {}, never, session.redaction(), null, 0, Direction.UP);
            HistoryRows before = HistoryRows.read(session.connection(), format.historyTables(project));
            RunConnection run = new RunConnection(session, !forReal, recorder);
            try {
                format.remedy(run, project, remedy);
                return HistoryRows.read(session.connection(), format.historyTables(project))
                        .changesSince(before);
            } finally {
                if (!forReal) {
                    run.discard();
                }
            }
        } catch (RemedyRefused e) {
            throw new RunRefused(e.getMessage());
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }
}
