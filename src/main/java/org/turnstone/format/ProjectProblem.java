package org.turnstone.format;

/** A project that cannot be read. The message says what, where and what to do. */
public class ProjectProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public ProjectProblem(String message) {
        super(message);
    }
}
