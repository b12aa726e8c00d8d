package org.turnstone.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;

/** Looks at a server's locks, and does what somebody asked for about them. */
final class ServerLocks implements LockDoctor {
    private static final String NOT_ALLOWED = "42501";

    private final Journal journal;

    ServerLocks(Journal journal) {
        this.journal = journal;
    }

    @Override
    public LockReport look(Target target) throws ConnectionFailure {
        // In no transaction: within one the server's answer would be of its beginning.
        try (Session session = Session.open(target, "turnstone locks")) {
            Connection connection = session.connection();
            connection.setReadOnly(true);
            List<Blocker> sessions = sessions(session).all();
            List<String> missing = seesEverybody(connection)
                    ? List.of()
                    : List.of("This role does not see what other roles' sessions are doing. A member of"
                            + " pg_read_all_stats does.");
            return new LockReport(
                    TurnstoneEngine.targetInfo(session), sessions, LeftoverIndexes.all(connection), missing);
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }

    private Sessions sessions(Session session) {
        return new Sessions(session.connection(), session.redaction(), journal);
    }

    private static boolean seesEverybody(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_has_role('pg_read_all_stats', 'usage')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public String cancel(Target target, int pid) throws ConnectionFailure, RunRefused {
        return act(target, "cancel " + pid, session -> {
            Blocker who = find(session, pid);
            signal(session, "pg_cancel_backend", who);
            return who.state().startsWith("idle")
                    ? "Asked " + who.label() + " to cancel, but it carries nothing out at this moment and keeps the"
                            + " locks of its transaction. Only ending the session frees them."
                    : "Cancelled what " + who.label() + " was doing.";
        });
    }

    @Override
    public String terminate(Target target, int pid) throws ConnectionFailure, RunRefused {
        return act(target, "terminate " + pid, session -> {
            Blocker who = find(session, pid);
            signal(session, "pg_terminate_backend", who);
            return "Ended the session of " + who.label() + "; what it had not committed is rolled back.";
        });
    }

    private Blocker find(Session session, int pid) throws SQLException, RunRefused {
        try (PreparedStatement ask = session.connection()
                .prepareStatement("select backend_type, datname = current_database() from pg_stat_activity"
                        + " where pid = ? and pid <> pg_backend_pid()")) {
            ask.setInt(1, pid);
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    throw new RunRefused("There is no session with the process number " + pid + " (any more).");
                }
                String type = row.getString(1);
                if (!row.getBoolean(2)) {
                    throw new RunRefused("Process " + pid + " is not a session in this database.");
                }
                if (type != null && !type.equals("client backend") && !type.equals("autovacuum worker")) {
                    throw new RunRefused("Process " + pid + " is the server's own " + type + ", not a session.");
                }
            }
        }
        return sessions(session).chain(List.of(pid)).stream()
                .filter(each -> each.pid() == pid)
                .findFirst()
                .orElseThrow(() -> new RunRefused("Process " + pid + " has just ended."));
    }

    private static void signal(Session session, String function, Blocker who) throws SQLException, RunRefused {
        try (PreparedStatement ask = session.connection().prepareStatement("select " + function + "(?)")) {
            ask.setInt(1, who.pid());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new RunRefused("The server could not reach process " + who.pid() + "; it may have ended.");
                }
            }
        } catch (PSQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                throw new RunRefused("This role may not do that to " + who.label()
                        + ". Its own role, a member of it, or of pg_signal_backend may.");
            }
            throw e;
        }
    }

    @Override
    public String dropLeftover(Target target, String index) throws ConnectionFailure, RunRefused {
        return act(target, "drop index " + index, session -> {
            LeftoverIndex found = LeftoverIndexes.all(session.connection()).stream()
                    .filter(each -> each.index().equals(index))
                    .findFirst()
                    .orElseThrow(() -> new RunRefused(
                            index + " is no index that a broken build left behind; nothing was dropped."));
            LeftoverIndexes.drop(session.connection(), found.index());
            return "Dropped the invalid index " + found.index() + " on " + found.table() + ".";
        });
    }

    private interface Act {
        String perform(Session session) throws SQLException, RunRefused;
    }

    private String act(Target target, String what, Act act) throws ConnectionFailure, RunRefused {
        String id = RunIds.next();
        try (Journal.Entry entry = journal.begin(id, what, target);
                Session session = Session.open(target, "turnstone " + id)) {
            String said = act.perform(session);
            entry.on(new RunEvent.Remark(said));
            return said;
        } catch (SQLException e) {
            throw Session.failure(e, target);
        }
    }
}
