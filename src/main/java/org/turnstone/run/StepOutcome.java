package org.turnstone.run;

/** How a step ended. */
public enum StepOutcome {
    /** Carried out, and kept (or, in a dry run, would have been). */
    DONE,
    /** Failed. */
    FAILED,
    /** Cancelled half way. */
    CANCELLED,
    /** Ended well, and was taken back with a later one of the same transaction. */
    ROLLED_BACK,
    /** In a dry run: at least one of its statements could not be rehearsed. */
    PARTLY_REHEARSED
}
