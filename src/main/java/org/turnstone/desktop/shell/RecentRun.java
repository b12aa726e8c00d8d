package org.turnstone.desktop.shell;

import java.time.Instant;
import org.turnstone.run.RunKind;

/**
 * A run that was made, in this session or an earlier one.
 *
 * @param id as the journal knows it; null for one that could not begin in this session
 * @param good null when nobody knows how it ended
 * @param summary what it came to; null when nobody knows
 * @param readable whether it can be shown as it looked when it ended
 */
public record RecentRun(
        String id,
        RunKind kind,
        Boolean good,
        Instant at,
        String project,
        String target,
        String summary,
        boolean readable) {}
