package org.turnstone.format;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.RunConnection;
import org.turnstone.sql.StatementTraits;

/** Inserts of one transaction that go to the server together. */
final class InsertBatch {
    /** 50,000 inserts take 6 s one by one, and less than 1 s so; all in one message take longer again. */
    private static final int STATEMENTS = 100;

    private static final int CHARACTERS = 256 * 1024;

    private final RunConnection run;
    private final ScriptObserver observer;
    private final List<ScriptStatement> batch = new ArrayList<>();
    private int characters;

    InsertBatch(RunConnection run, ScriptObserver observer) {
        this.run = run;
        this.observer = observer;
    }

    /** Whether its only answer is how many rows it wrote. */
    static boolean takes(StatementTraits traits, ScriptStatement statement) {
        return traits.tag().equals("INSERT")
                && statement.sql().regionMatches(true, statement.code(), "insert", 0, 6)
                && !containsIgnoringCase(statement.sql(), "returning");
    }

    private static boolean containsIgnoringCase(String text, String word) {
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int i = 0; i + word.length() <= text.length(); i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
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
            InsertMessage message = new InsertMessage(batch);
            SQLException said = message.send(run);
            List<Long> rows = message.rows();
            if (said == null) {
                observer.sentTogether(batch.size());
            }
            for (int i = 0; i < rows.size(); i++) {
                ended(i, rows.get(i), i == batch.size() - 1 ? message.notices() : List.of());
            }
            if (said != null) {
                int at = Math.min(message.failedAt(), batch.size() - 1);
                for (int i = rows.size(); i < at; i++) {
                    ended(i, -1, List.of());
                }
                if (at > 0) {
                    observer.statementStarted(batch.get(at));
                }
                throw failed(batch.get(at), said);
            }
        } catch (SQLException e) {
            throw failed(batch.getFirst(), e);
        } finally {
            batch.clear();
            characters = 0;
        }
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
