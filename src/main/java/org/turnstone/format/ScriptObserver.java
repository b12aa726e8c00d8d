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

    void statementFailed(ScriptStatement statement, SQLException failure);

    /** The script has ended well; whether it is kept is the transaction's business. */
    void scriptEnded(Migration migration);
}
