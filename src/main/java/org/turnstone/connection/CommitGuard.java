package org.turnstone.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Makes the server itself refuse to commit a rehearsal, whatever way a COMMIT finds to it: in a script's callback, in a
 * text that the server reads differently than we do. The guard is a temporary table that breaks a constraint which is
 * asked at commit only; PREPARE TRANSACTION refuses because of the temporary table. It goes with the rollback.
 */
final class CommitGuard {
    /** Quoted, with spaces: no script's name for anything of its own. */
    private static final String TABLE = "turnstone rehearsal ends in a rollback";

    private static final String CONSTRAINT = "turnstone rehearsal is never committed";

    private final Connection connection;
    private boolean set;

    CommitGuard(Connection connection) {
        this.connection = connection;
    }

    /** A role that may not make temporary tables rehearses without the guard: what it sends is read beforehand. */
    void set() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table \"" + TABLE + "\" (x int constraint \"" + CONSTRAINT
                    + "\" unique deferrable initially deferred)");
            arm(statement);
            connection.releaseSavepoint(savepoint);
            set = true;
        } catch (SQLException e) {
            connection.rollback(savepoint);
        }
    }

    /** Whether this failure is the guard's doing. */
    boolean caused(SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return set && said != null && CONSTRAINT.equals(said.getConstraint());
    }

    /** Lets all constraints be asked, which a script may do within its transaction. */
    void lift() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from pg_temp.\"" + TABLE + "\"");
        }
    }

    void restore() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            arm(statement);
        }
    }

    private static void arm(Statement statement) throws SQLException {
        statement.execute("set constraints pg_temp.\"" + CONSTRAINT + "\" deferred");
        statement.execute("insert into pg_temp.\"" + TABLE + "\" values (1), (1)");
    }
}
