package org.turnstone.desktop.search;

import java.util.List;

/**
 * What was found in a script.
 *
 * @param more whether there may be more in it
 * @param problem why it could not be read to its end, or null
 */
public record Found(Script script, List<Hit> hits, boolean more, Problem problem) {
    /** What keeps a script from being read to its end. */
    public enum Problem {
        TOO_LONG,
        UNREADABLE,
        TOO_SLOW
    }

    /**
     * A place.
     *
     * @param offset where it begins in the text as an editor shows it
     * @param text its line, or of a long one what is around it
     * @param begin where it begins in that
     * @param end where it ends in that
     */
    public record Hit(int line, int offset, String text, int begin, int end) {}

    public Found {
        hits = List.copyOf(hits);
    }
}
