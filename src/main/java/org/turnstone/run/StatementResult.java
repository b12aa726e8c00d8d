package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * One statement of a script, carried out or not.
 *
 * @param line where it begins in the file, from 1
 * @param sql its text
 * @param outcome how it ended
 * @param duration how long the server took, as seen from here; null when it was not sent
 * @param rows rows written or returned; null when the statement has none
 * @param notices what the server said while it ran
 * @param error why it failed; null unless it did
 * @param reason why it was not rehearsed; null unless it was not
 * @param impact what it did beside its result; null unless that was observed
 */
public record StatementResult(
        int line,
        String sql,
        StatementOutcome outcome,
        Duration duration,
        Long rows,
        List<String> notices,
        StatementError error,
        String reason,
        Impact impact) {
    public StatementResult {
        notices = List.copyOf(notices);
    }

    StatementResult with(Impact observed) {
        return new StatementResult(line, sql, outcome, duration, rows, notices, error, reason, observed);
    }
}
