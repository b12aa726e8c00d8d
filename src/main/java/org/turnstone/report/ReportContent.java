package org.turnstone.report;

import java.time.Instant;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;

/**
 * What a report says: a status, a run, or both.
 *
 * @param status where every migration stands, or null
 * @param run what a run came to, or null
 * @param madeAt when the report was made
 * @param turnstoneVersion which Turnstone made it
 */
public record ReportContent(StatusResult status, RunResult run, Instant madeAt, String turnstoneVersion) {
    public ReportContent {
        if (status == null && run == null) {
            throw new IllegalArgumentException("a report is about a status, a run or both");
        }
    }

    /** What it is called, in a title or a file name: the run if there is one, else the status. */
    public String title() {
        return run == null ? "Status · " + status.project().name() : run.kind().title() + " · " + run.project();
    }
}
