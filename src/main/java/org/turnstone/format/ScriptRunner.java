package org.turnstone.format;

import java.sql.BatchUpdateException;
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
    /** Statements of one round trip: 50,000 inserts take 6 s one by one and less than 1 s so. */
    private static final int BATCH_STATEMENTS = 100;

    private static final int BATCH_CHARACTERS = 256 * 1024;

    private static final String ABORTED = "25P02";
    private static final String LOST = "08";
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
            }
        } catch (MigrationFailed e) {
            rollBack(own, e);
            throw e;
        } catch (SQLException e) {
            rollBack(own, e);
            throw new MigrationFailed(e.getMessage(), e);
        } finally {
            if (own) {
                autoCommit();
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
        List<ScriptStatement> batch = new ArrayList<>();
        int characters = 0;
        for (int i = 0; i < pieces.statements().size(); i++) {
            ScriptStatement each = located(script, pieces, i);
            if (isPlainInsert(pieces, i, each) && !run.guards(each.sql())) {
                batch.add(each);
                characters += each.sql().length();
                if (batch.size() < BATCH_STATEMENTS && characters < BATCH_CHARACTERS) {
                    continue;
                }
                sendBatch(statement, batch);
            } else {
                sendBatch(statement, batch);
                send(statement, each);
            }
            batch.clear();
            characters = 0;
        }
        sendBatch(statement, batch);
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

    /** One whose only answer is how many rows it wrote. */
    private static boolean isPlainInsert(ScriptPieces pieces, int index, ScriptStatement statement) {
        return pieces.isSeveral()
                && pieces.traits(index).tag().equals("INSERT")
                && statement.sql().regionMatches(true, statement.code(), "insert", 0, 6)
                && !containsIgnoringCase(statement.sql(), "returning");
    }

    private static boolean containsIgnoringCase(String text, String word) {
        for (int i = 0; i + word.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
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

    /**
     * Each statement is a message of its own, so that the server's positions are those in the statement, but they go in
     * one round trip. The transaction around them makes the ones after a failure fail, too.
     */
    private void sendBatch(Statement statement, List<ScriptStatement> batch) throws SQLException, MigrationFailed {
        if (batch.size() < 2) {
            for (ScriptStatement each : batch) {
                send(statement, each);
            }
            return;
        }
        // A plain INSERT is never left out: there is nothing in it that a rehearsal could not do.
        observer.statementStarted(batch.getFirst());
        statement.clearBatch();
        for (ScriptStatement each : batch) {
            statement.addBatch(each.sql());
        }
        try {
            long[] rows = statement.executeLargeBatch();
            List<String> notices = notices(statement);
            for (int i = 0; i < batch.size(); i++) {
                ended(batch, i, rows[i], i == batch.size() - 1 ? notices : List.of());
            }
        } catch (BatchUpdateException e) {
            int good = batch.size() - failures(e);
            for (int i = 0; i < good; i++) {
                ended(batch, i, -1, List.of());
            }
            if (good > 0) {
                observer.statementStarted(batch.get(good));
            }
            throw failed(batch.get(good), e.getNextException() == null ? e : e.getNextException());
        } catch (SQLException e) {
            throw failed(batch.getFirst(), e);
        }
    }

    /**
     * How many statements of a batch failed: the driver does not say which was the first, but the server answers every
     * one after it that the transaction is aborted.
     */
    private static int failures(BatchUpdateException e) {
        int count = 0;
        for (SQLException each = e.getNextException(); each != null; each = each.getNextException()) {
            if (count > 0 && !ABORTED.equals(each.getSQLState())) {
                return e.getUpdateCounts().length; // The connection broke: none is known to have been good.
            }
            count++;
        }
        String state = e.getSQLState();
        return count == 0 || state == null || state.startsWith(LOST) ? e.getUpdateCounts().length : count;
    }

    private void ended(List<ScriptStatement> batch, int index, long rows, List<String> notices) {
        if (index > 0) {
            observer.statementStarted(batch.get(index));
        }
        run.wrote(rows);
        observer.statementEnded(batch.get(index), notices);
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

    private static List<String> notices(Statement statement) throws SQLException {
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

    private void autoCommit() {
        try {
            if (!run.session().connection().isClosed()) {
                run.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The connection is broken: the run ends, and what was open in it is rolled back by the server.
        }
    }
}
