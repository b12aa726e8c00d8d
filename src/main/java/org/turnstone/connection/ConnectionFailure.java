package org.turnstone.connection;

/** A database could not be reached or entered. The message says which of the two, why, and what to try. */
public final class ConnectionFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, from the outside in. */
    public enum Kind {
        ADDRESS,
        NAME_RESOLUTION,
        REACHABILITY,
        TLS,
        AUTHENTICATION,
        DATABASE,
        RIGHTS,
        OTHER
    }

    private final Kind kind;

    public ConnectionFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
