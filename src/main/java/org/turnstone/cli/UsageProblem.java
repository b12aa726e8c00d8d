package org.turnstone.cli;

/** What was typed cannot be done. The message says what to type instead. */
public final class UsageProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageProblem(String message) {
        super(message);
    }
}
