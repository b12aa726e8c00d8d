package org.turnstone.run;

/** A run that was not begun because what was asked for makes no sense. The message says what and what to do instead. */
public final class RunRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public RunRefused(String message) {
        super(message);
    }
}
