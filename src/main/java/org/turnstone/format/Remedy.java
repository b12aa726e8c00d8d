package org.turnstone.format;

/** A way out of a bad state that migration tools have: it writes history rows and runs no script. */
public sealed interface Remedy {
    /** Makes the history agree with the files: failed rows go, edited files are accepted, missing ones marked. */
    record Repair() implements Remedy {}

    /** Takes an existing database over: everything up to this version counts as there. */
    record Baseline(String version, String description) implements Remedy {}

    /** Writes that a migration ran, without running it; with {@code null} for every pending one. */
    record MarkApplied(String version) implements Remedy {}

    /** Writes that a migration was taken back, without running anything. */
    record MarkReverted(String version) implements Remedy {}

    /** Frees a lock that nobody holds any more. */
    record Unlock() implements Remedy {}
}
