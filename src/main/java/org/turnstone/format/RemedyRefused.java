package org.turnstone.format;

/** A remedy the tool does not have, or that makes no sense here. The message says what to do instead. */
public final class RemedyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public RemedyRefused(String message) {
        super(message);
    }
}
