package org.turnstone.format;

/** The history does not allow a run: changed, missing, failed or out-of-order migrations. Nothing was run. */
public final class NotClean extends Exception {
    private static final long serialVersionUID = 1L;

    public NotClean(String message) {
        super(message);
    }
}
