package org.turnstone.connection.profile;

/** A profile, or the file they are kept in, cannot be used as asked. The message says what, where, and what to do. */
public final class ProfileProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public ProfileProblem(String message) {
        super(message);
    }

    public ProfileProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
