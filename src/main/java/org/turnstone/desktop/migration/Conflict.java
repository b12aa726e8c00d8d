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
 */
public record Conflict(Path path, String base, String mine, Sheet disk) {
    String theirs() {
        return disk.file().text();
    }

    /** Both texts beside each other. */
    List<LineDiff.Row> rows() {
        return LineDiff.rows(List.of(mine.split("\n", -1)), List.of(theirs().split("\n", -1)));
    }

    /** The text with both changes, where they do not meet. */
    Optional<String> merged() {
        return base == null ? Optional.empty() : LineMerge.of(base, mine, theirs());
    }
}
