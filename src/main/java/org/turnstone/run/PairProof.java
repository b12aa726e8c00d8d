package org.turnstone.run;

import java.util.List;
import org.turnstone.schema.SchemaDifference;

/**
 * What a test on scratch found out about one migration: what it does to the schema, and whether its revert script takes
 * exactly that back. Each is judged from the schema it should start from, so that one that is not exact hides no other.
 *
 * @param version null for a repeatable migration
 * @param revertScript the script that reverts it, or null
 * @param change what the migration does to the schema; null when it was not reached
 * @param remainder how the schema after the revert differs from the one before the migration; null unless it was
 *     compared and {@link Verdict#NOT_EXACT}
 * @param losses what data the revert does not bring back, a sentence each
 * @param error why it failed, when one of its scripts did; else null
 */
public record PairProof(
        String version,
        String description,
        String script,
        String revertScript,
        Verdict verdict,
        SchemaDifference change,
        SchemaDifference remainder,
        List<String> losses,
        StatementError error) {
    /** How a pair was judged. */
    public enum Verdict {
        /** The revert restores the schema exactly. */
        EXACT("exact"),
        /** The revert ran, and leaves a difference. */
        NOT_EXACT("not-exact"),
        /** The revert, or the migration after it, failed. */
        FAILED("failed"),
        /** There is no script that reverts it. */
        NO_REVERT("no-revert"),
        /** The test ended before it. */
        NOT_REACHED("not-reached");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /** As JSON spells it. */
        public String id() {
            return id;
        }

        /** Whether it makes the test fail. */
        public boolean isBad() {
            return this == NOT_EXACT || this == FAILED;
        }
    }

    public PairProof {
        losses = List.copyOf(losses);
    }

    /** What people call it: its version, or its description where it has none. */
    public String label() {
        return version != null ? version : description;
    }
}
