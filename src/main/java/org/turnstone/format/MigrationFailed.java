package org.turnstone.format;

/** A migration failed or was ended half way. The cause is what the server said, where it said anything. */
public final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
