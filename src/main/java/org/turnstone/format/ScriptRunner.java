package org.turnstone.format;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.turnstone.connection.RunConnection;

/**
 * Carries scripts out for the tools that send a script as one message (sqlx, Prisma, Knex): one statement at a time in
 * the same transaction, so that each can be seen, and the whole message where that would not be the same.
 */
public final class ScriptRunner {
    private static final String CANCELLED = "57014";

    private final RunConnection run;
    private final ScriptObserver observer;

    public ScriptRunner(RunConnection run, ScriptObserver observer) {
        this.run = run;
        this.observer = observer;
    }

    /**
     * Carries a script out, up to and without {@link ScriptObserver#scriptEnded}. In {@link
     * ScriptPieces.Mode#IN_TRANSACTION} the caller has switched auto-commit off, commits or rolls back; in {@link
     * ScriptPieces.Mode#IMPLICIT} it has not, and what the script did is kept, or taken back, on return.
     *
     * @throws MigrationFailed when the server refused a statement; the observer has been told, the cause is what it said
     */
    public void carryOut(Migration migration, ScriptText script, ScriptPieces.Mode mode) throws MigrationFailed {
        ScriptPieces pieces = ScriptPieces.of(script.text(), standardStrings(), mode);
        observer.scriptStarted(migration, script, pieces.isTransactional());
        boolean own = mode == ScriptPieces.Mode.IMPLICIT && pieces.isSeveral() && !pieces.isWhole();
        Connection connection = run.connection();
        try {
            if (own) {
                connection.setAutoCommit(false);
            }
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                if (pieces.isWhole()) {
                    sendWhole(statement, script, pieces);
                } else {
                    sendPieces(statement, script, pieces);
                }
            }
            if (own) {
                commit(script);
            } else if (mode == ScriptPieces.Mode.IMPLICIT && run.isRehearsing()) {
                record(script, "commit", run::askDeferredConstraints);
            }
        } catch (MigrationFailed e) {
            rollBack(own, e);
            throw e;
        } catch (SQLException e) {
            rollBack(own, e);
            throw new MigrationFailed(e.getMessage(), e);
        } finally {
            if (own) {
                run.endTransactions();
            }
        }
    }

    /** What a format writes into its history. */
    public interface Work {
        void perform() throws SQLException;
    }

    /**
     * Does what belongs to a script and is not in its file, such as its history row. The observer is told when it fails.
     *
     * @param what it is, as one would say it
     */
    public void record(ScriptText script, String what, Work work) throws MigrationFailed {
        try {
            work.perform();
        } catch (SQLException e) {
            throw failed(
                    new ScriptStatement(script.name(), what, -1, script.lines().lines(), 0), e);
        }
    }

    /** Does what must follow what is kept already, though the server may just have been asked to cancel. */
    public static void insist(Work work) throws SQLException {
        try {
            work.perform();
        } catch (SQLException e) {
            if (!CANCELLED.equals(e.getSQLState())) {
                throw e;
            }
            work.perform();
        }
    }

    private boolean standardStrings() {
        try {
            return run.session().connection().unwrap(BaseConnection.class).getStandardConformingStrings();
        } catch (SQLException e) {
            return true; // The connection is broken, and the first statement will say so.
        }
    }

    private void sendPieces(Statement statement, ScriptText script, ScriptPieces pieces)
            throws SQLException, MigrationFailed {
        InsertBatch batch = new InsertBatch(run, observer);
        for (int i = 0; i < pieces.statements().size(); i++) {
            ScriptStatement each = located(script, pieces, i);
            if (pieces.isSeveral()
                    && InsertBatch.takes(pieces.traits(i), each)
                    && !run.guards(each.sql())
                    && observer.maySendTogether(each)) {
                batch.add(each);
            } else {
                batch.send();
                send(statement, each);
            }
        }
        batch.send();
    }

    private static ScriptStatement located(ScriptText script, ScriptPieces pieces, int index) {
        org.turnstone.sql.Statement each = pieces.statements().get(index);
        return new ScriptStatement(
                script.name(),
                pieces.text().substring(each.start(), each.end()),
                each.start(),
                script.lines().line(each.codeStart()),
                each.codeStart() - each.start());
    }

    private void send(Statement statement, ScriptStatement each) throws MigrationFailed {
        if (!observer.statementStarted(each)) {
            return;
        }
        try {
            statement.execute(each.sql());
            drain(statement);
            observer.statementEnded(each, notices(statement));
        } catch (SQLException e) {
            throw failed(each, e);
        }
    }

    private void sendWhole(Statement statement, ScriptText script, ScriptPieces pieces) throws MigrationFailed {
        String text = pieces.text();
        int code = pieces.statements().isEmpty()
                ? 0
                : pieces.statements().getFirst().codeStart();
        ScriptStatement all =
                new ScriptStatement(script.name(), text, 0, script.lines().line(code), code);
        try {
            send(statement, all);
        } catch (MigrationFailed e) {
            if (pieces.mode() == ScriptPieces.Mode.IMPLICIT) {
                leftOpen(); // A transaction of its own in which it failed is not ended by that.
            }
            throw e;
        }
        if (pieces.mode() == ScriptPieces.Mode.IMPLICIT && leftOpen()) {
            SQLException open = new SQLException(
                    "The script left a transaction open, which the connection's end would take back.", "25000");
            observer.statementStarted(all);
            throw failed(all, open);
        }
    }

    /** Takes back what the script left open. A rehearsal is inside a transaction anyway. */
    private boolean leftOpen() throws MigrationFailed {
        if (run.isRehearsing()) {
            return false;
        }
        try {
            BaseConnection connection = run.session().connection().unwrap(BaseConnection.class);
            if (connection.getTransactionState() == TransactionState.IDLE) {
                return false;
            }
            try (Statement rollback = connection.createStatement()) {
                rollback.execute("rollback");
            }
            return true;
        } catch (SQLException e) {
            throw new MigrationFailed(e.getMessage(), e);
        }
    }

    private void drain(Statement statement) throws SQLException {
        long wrote = -1;
        int results = 0;
        boolean rows = statement.getResultSet() != null;
        while (rows || statement.getLargeUpdateCount() != -1) {
            if (!rows) {
                wrote = Math.max(wrote, 0) + statement.getLargeUpdateCount();
            }
            results++;
            rows = statement.getMoreResults();
        }
        if (results > 1) {
            run.wrote(wrote); // For a message of several statements, what they wrote together.
        }
    }

    static List<String> notices(Statement statement) throws SQLException {
        List<String> result = new ArrayList<>();
        for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
            result.add(each.getMessage());
        }
        return result;
    }

    private MigrationFailed failed(ScriptStatement statement, SQLException said) {
        observer.statementFailed(statement, said);
        return new MigrationFailed(said.getMessage(), said);
    }

    /** What the server does at the end of a message it may refuse: constraints that were deferred. */
    private void commit(ScriptText script) throws MigrationFailed {
        record(script, "commit", run.connection()::commit);
    }

    private void rollBack(boolean own, Exception reason) {
        if (own) {
            try {
                run.connection().rollback();
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
