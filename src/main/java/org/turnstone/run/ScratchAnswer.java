package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * What came of running a part of a script on scratch: one step a statement, up to the first that failed.
 *
 * @param database the scratch database
 * @param note what the reader should know, in a sentence, or null
 */
public record ScratchAnswer(List<Step> steps, String database, String note) {
    /**
     * One statement.
     *
     * @param offset where in the script's text it begins
     * @param rows what it gave, as text, no more than {@link #MOST_ROWS}; null stands for NULL
     * @param more whether it gave more rows than are here
     * @param changed how many rows it wrote; -1 where that is no question
     * @param problem what the server refused; null when it did not
     */
    public record Step(
            int offset,
            String sql,
            String tag,
            List<String> columns,
            List<List<String>> rows,
            boolean more,
            long changed,
            List<String> notices,
            Duration duration,
            CheckReport.Problem problem) {}

    public static final int MOST_ROWS = 500;

    public ScratchAnswer {
        steps = List.copyOf(steps);
    }
}
