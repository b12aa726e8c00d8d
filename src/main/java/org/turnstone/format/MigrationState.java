package org.turnstone.format;

/** Where a migration stands in a target: project and history side by side. */
public enum MigrationState {
    /** In the project, not yet run in the target. */
    PENDING("Pending"),
    /** Run in the target, and the file is still what it was. */
    APPLIED("Applied"),
    /** Run in the target and failed half way; the history says so. */
    FAILED("Failed"),
    /** Run in the target, but the file is no longer what it was. */
    CHANGED("Changed"),
    /** In the history, but no file is there any more. */
    MISSING("Missing"),
    /** In the project, not run, and older than one that has been: the tool will not run it by itself. */
    OUT_OF_ORDER("Out of order"),
    /** Was run, and was taken back since. */
    REVERTED("Reverted"),
    /** The mark at which an existing database was taken over. */
    BASELINE("Baseline"),
    /** In the project, but the tool leaves it out: below the baseline, above a target, switched off. */
    IGNORED("Ignored"),
    /** A repeatable migration that ran, in an older form than the file has now. */
    OUTDATED("Outdated");

    private final String word;

    MigrationState(String word) {
        this.word = word;
    }

    /** How screens and documents call it. */
    public String word() {
        return word;
    }

    /** Whether a status with such a migration in it is not clean (exit code 4). */
    public boolean isProblem() {
        return this == FAILED || this == CHANGED || this == MISSING || this == OUT_OF_ORDER;
    }
}
