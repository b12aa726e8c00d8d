package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.turnstone.desktop.difference.LineDiff;
import org.turnstone.desktop.difference.LineMerge;

/**
 * A script that was written here and by another program.
 *
 * @param base the text both began with; null where that is not known any more
 * @param mine the text in the editor
 * @param disk what the file holds now
 * @param rows both texts beside each other
 * @param merged the text with both changes, where they do not meet
 */
public record Conflict(
        Path path, String base, String mine, Sheet disk, List<LineDiff.Row> rows, Optional<String> merged) {
    /** Compares the texts; for a long script, not on the JavaFX thread. */
    static Conflict of(String base, String mine, Sheet disk) {
        String theirs = disk.file().text();
        return new Conflict(
                disk.path(),
                base,
                mine,
                disk,
                LineDiff.rows(List.of(mine.split("\n", -1)), List.of(theirs.split("\n", -1))),
                base == null ? Optional.empty() : LineMerge.of(base, mine, theirs));
    }

    String theirs() {
        return disk.file().text();
    }
}
