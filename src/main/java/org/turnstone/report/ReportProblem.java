package org.turnstone.report;

/** A report that cannot be written. The message says why and what to do. */
public final class ReportProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public ReportProblem(String message) {
        super(message);
    }
}
