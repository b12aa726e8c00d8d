package org.turnstone.run;

/** How a run ended. */
public enum RunOutcome {
    /** Everything that was planned was done. */
    SUCCEEDED("succeeded"),
    /** There was nothing to do. */
    NOTHING_TO_DO("nothing-to-do"),
    /** A migration, a revert or a test failed. */
    FAILED("failed"),
    /** The status forbids it: changed, missing, failed or out-of-order migrations. Nothing was run. */
    NOT_CLEAN("not-clean"),
    /** Somebody else holds the migration lock, or a lock timeout ran out. */
    LOCKED("locked"),
    /** Somebody cancelled it. */
    CANCELLED("cancelled");

    private final String id;

    RunOutcome(String id) {
        this.id = id;
    }

    /** As JSON spells it. */
    public String id() {
        return id;
    }

    public boolean isGood() {
        return this == SUCCEEDED || this == NOTHING_TO_DO;
    }
}
