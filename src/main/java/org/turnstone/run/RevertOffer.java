package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.format.Migration;
import org.turnstone.schema.SchemaDifference;

/**
 * A revert script derived for one migration: offered only when it was proven, and never written or run unread.
 *
 * @param change what the migration does to the schema; null when it could not be applied on scratch
 * @param text the script, with comments that say what data it does not restore; null when nothing is offered
 * @param file where it belongs by the format's naming; null when nothing is offered, or the format keeps reverts in the
 *     migration's own file and {@code text} is to be put there by hand
 * @param losses what data it cannot restore, a sentence each
 * @param missing why nothing is offered, a sentence each; empty when something is
 */
public record RevertOffer(
        Migration migration,
        Verdict verdict,
        SchemaDifference change,
        String text,
        Path file,
        List<String> losses,
        List<String> missing) {
    /** What came of deriving it. */
    public enum Verdict {
        /** Up, down and up again gave identical schemas. */
        PROVEN("proven"),
        /** No exact inverse exists, or the one that was made did not stand the proof. */
        NONE("none"),
        /** The migration does nothing to the schema: there is nothing to take back but data. */
        NO_CHANGE("no-change"),
        /** The migration itself failed on scratch, or one before it did. */
        FAILED("failed");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /** As JSON spells it. */
        public String id() {
            return id;
        }
    }

    public RevertOffer {
        losses = List.copyOf(losses);
        missing = List.copyOf(missing);
    }

    public boolean isOffered() {
        return text != null;
    }
}
