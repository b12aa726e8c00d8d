package org.turnstone.format;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.sql.StatementTraits;

/**
 * Inserts that go to the server in one round trip. Each is a message of its own, so that the server's positions are
 * those in the statement. They are part of a transaction, which makes the ones after a failure fail, too.
 */
final class InsertBatch {
    /** 50,000 inserts take 6 s one by one, and 1.5 s so. */
    private static final int STATEMENTS = 100;

    private static final int CHARACTERS = 256 * 1024;

    private static final String ABORTED = "25P02";
    private static final String LOST = "08";

    private final RunConnection run;
    private final ScriptObserver observer;
    private final Statement statement;
    private final List<ScriptStatement> batch = new ArrayList<>();
    private int characters;

    InsertBatch(RunConnection run, ScriptObserver observer, Statement statement) {
        this.run = run;
        this.observer = observer;
        this.statement = statement;
    }

    /** Whether its only answer is how many rows it wrote. */
    static boolean takes(StatementTraits traits, ScriptStatement statement) {
        return traits.tag().equals("INSERT")
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

    /** Takes a statement in; sends what it has when that is enough. */
    void add(ScriptStatement each) throws SQLException, MigrationFailed {
        batch.add(each);
        characters += each.sql().length();
        if (batch.size() == STATEMENTS || characters >= CHARACTERS) {
            send();
        }
    }

    /** Sends what it has. */
    void send() throws SQLException, MigrationFailed {
        if (batch.isEmpty()) {
            return;
        }
        // An insert is never left out: there is nothing in it that a rehearsal could not do.
        observer.statementStarted(batch.getFirst());
        try {
            for (ScriptStatement each : batch) {
                statement.addBatch(each.sql());
            }
            long[] rows = statement.executeLargeBatch();
            List<String> notices = ScriptRunner.notices(statement);
            observer.sentTogether(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                ended(i, rows[i], i == batch.size() - 1 ? notices : List.of());
            }
        } catch (BatchUpdateException e) {
            int good = batch.size() - failures(e);
            for (int i = 0; i < good; i++) {
                ended(i, -1, List.of());
            }
            if (good > 0) {
                observer.statementStarted(batch.get(good));
            }
            throw failed(batch.get(good), e.getNextException() == null ? e : e.getNextException());
        } catch (SQLException e) {
            throw failed(batch.getFirst(), e);
        } finally {
            batch.clear();
            characters = 0;
            statement.clearBatch();
        }
    }

    /**
     * How many statements failed: the driver does not say which was the first, but the server answers every one after
     * it that the transaction is aborted.
     */
    private static int failures(BatchUpdateException e) {
        int all = e.getUpdateCounts().length;
        int count = 0;
        for (SQLException each = e.getNextException(); each != null; each = each.getNextException()) {
            if (count > 0 && !ABORTED.equals(each.getSQLState())) {
                return all; // The connection broke: none is known to have been good.
            }
            count++;
        }
        String state = e.getSQLState();
        return count == 0 || state == null || state.startsWith(LOST) ? all : count;
    }

    private void ended(int index, long rows, List<String> notices) {
        if (index > 0) {
            observer.statementStarted(batch.get(index));
        }
        run.wrote(rows);
        observer.statementEnded(batch.get(index), notices);
    }

    private MigrationFailed failed(ScriptStatement each, SQLException said) {
        observer.statementFailed(each, said);
        return new MigrationFailed(said.getMessage(), said);
    }
}
