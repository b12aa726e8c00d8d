package org.turnstone.run;

import java.time.Duration;
import java.util.List;
import org.turnstone.schema.SchemaDifference;

/**
 * One step of a test on scratch: replay, apply, revert, compare, apply again.
 *
 * @param title what was done, such as {@code Revert them, newest first}
 * @param passed whether it went as it should
 * @param result the outcome in a word or two, such as {@code ok} or {@code 2 differences}
 * @param objectsBefore how many schema objects there were before it; negative when nobody counted
 * @param objects how many there are after it; negative when nobody counted
 * @param details remarks, a line each
 * @param difference what the step did to the schema, or, where it compares, how the two differ; null when it did neither
 */
public record TestStep(
        String title,
        boolean passed,
        String result,
        int objectsBefore,
        int objects,
        Duration duration,
        List<String> details,
        SchemaDifference difference) {
    public TestStep {
        details = List.copyOf(details);
    }
}
