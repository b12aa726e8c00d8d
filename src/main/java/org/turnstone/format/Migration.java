package org.turnstone.format;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One migration of a project: its script and, where there is one, the script that reverts it.
 *
 * @param version as the tool writes it; null for a repeatable migration
 * @param description in words
 * @param kind how often it runs
 * @param script the script's file
 * @param scriptName the script's name as the tool records it, relative to the migrations folder, with {@code /}
 * @param revertScript the file that reverts it, or null
 * @param transactional whether the tool runs it in a transaction
 */
public record Migration(
        String version,
        String description,
        Kind kind,
        Path script,
        String scriptName,
        Path revertScript,
        boolean transactional) {
    /** How often a migration runs. */
    public enum Kind {
        /** Once. */
        VERSIONED,
        /** Again whenever its file changes. */
        REPEATABLE,
        /** Once, in an empty database, instead of all that came before it. */
        BASELINE
    }

    /** Whether Turnstone can take it back. */
    public boolean revertible() {
        return revertScript != null;
    }

    /** What people call it: its version, or its description where it has none. */
    public String label() {
        return version != null ? version : description;
    }

    public Optional<Path> revert() {
        return Optional.ofNullable(revertScript);
    }
}
