package org.turnstone.run;

import java.util.List;

/**
 * What the server says about a script.
 *
 * @param problems in the order of the script
 * @param catalog what there is after the script, as far as it can be carried out; null where that was not asked
 * @param note what the reader should know about the check itself, in a sentence, or null
 */
public record CheckReport(List<Problem> problems, Catalog catalog, String note) {
    /**
     * Something the server refuses.
     *
     * @param begin where in the script's text, at the server's own position
     * @param end the character after the word that is there
     * @param message the server's words
     * @param more its detail and hint in a line, or null
     * @param sqlState PostgreSQL's code; null where the script was never sent
     */
    public record Problem(int begin, int end, String message, String more, String sqlState) {}

    public CheckReport {
        problems = List.copyOf(problems);
    }
}
