package org.turnstone.format;

import java.sql.SQLException;
import java.util.List;

/** Sees scripts being carried out, on the thread that does it. */
public interface ScriptObserver {
    /** A migration's script, or the one that reverts it, begins, in one transaction or outside any. */
    void scriptStarted(Migration migration, ScriptText script, boolean transactional);

    /** A statement is about to be sent. False keeps it from being sent. */
    boolean statementStarted(ScriptStatement statement);

    void statementEnded(ScriptStatement statement, List<String> notices);

    /** Whether there would be nothing new to see if this statement were sent in one message with others like it. */
    default boolean maySendTogether(ScriptStatement statement) {
        return true;
    }

    /** So many statements were sent in one message, and are told of one by one from here on. */
    default void sentTogether(int count) {}

    void statementFailed(ScriptStatement statement, SQLException failure);

    /**
     * Whether what failed, and was taken back, will be carried out once more, so that no history should tell of the
     * failure.
     */
    default boolean triesAgain(SQLException failure) {
        return false;
    }

    /** The script has ended well; whether it is kept is the transaction's business. */
    void scriptEnded(Migration migration);

    /**
     * A migration that a program of its own would carry out is not run, because this is a rehearsal and nothing such a
     * program does could be taken back.
     */
    default void leftToScratch(Migration migration, ScriptText script, boolean transactional) {}

    /**
     * What a program of its own is to put, as a comment of statements without effect, before and after what it sends
     * for a migration, so that it can be found in the server's log; null for nothing.
     */
    default String mark() {
        return null;
    }
}
