package org.turnstone.run;

import java.nio.file.Path;
import org.turnstone.format.Migration;

/**
 * A migration's script as it stands in the editor, saved or not.
 *
 * @param reverts whether it is the one that reverts the migration
 */
public record EditedScript(Migration migration, boolean reverts, String text) {
    /** The file it is saved in. */
    Path file() {
        return reverts ? migration.revertScript() : migration.script();
    }
}
