package org.turnstone.run;

/** How a statement ended. */
public enum StatementOutcome {
    DONE,
    FAILED,
    CANCELLED,
    /** In a dry run: it cannot run in a transaction, or depends on one that cannot. */
    NOT_REHEARSED
}
