package org.turnstone.desktop.shell;

import java.util.List;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunRequest;

/**
 * A run somebody is asked about before it begins.
 *
 * @param request what would be run
 * @param steps the migrations it would apply or revert, in the order it would
 * @param most how many could be reverted at most, when the number is to be chosen; else 0
 */
public record Plan(RunRequest request, List<StatusEntry> steps, int most) {
    public Plan {
        steps = List.copyOf(steps);
    }
}
