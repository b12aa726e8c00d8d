package org.turnstone.run;

import java.time.Duration;
import java.util.List;

/**
 * One step of a test on scratch: replay, apply, revert, compare, apply again.
 *
 * @param title what was done, such as {@code Revert them, newest first}
 * @param passed whether it went as it should
 * @param result the outcome in a word or two, such as {@code ok} or {@code 2 differences}
 * @param objects how many schema objects there are after it; negative when nobody counted
 * @param details differences and remarks, a line each
 */
public record TestStep(
        String title, boolean passed, String result, int objects, Duration duration, List<String> details) {
    public TestStep {
        details = List.copyOf(details);
    }
}
