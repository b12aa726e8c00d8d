package org.turnstone.desktop.shell;

import java.util.List;
import org.turnstone.connection.profile.Confirmation;
import org.turnstone.connection.profile.Environment;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunRequest;

/**
 * A run somebody is asked about before it begins.
 *
 * @param request what would be run
 * @param steps the migrations it would apply or revert, in the order it would
 * @param most how many could be reverted at most, when the number is to be chosen; else 0
 * @param environment what the database is there for, and so what guards it
 */
public record Plan(RunRequest request, List<StatusEntry> steps, int most, Environment environment) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Whether the database's name is to be typed before it begins. */
    public boolean mustBeTyped() {
        return environment.confirmation() == Confirmation.TYPE_DATABASE_NAME;
    }

    /** The name to type. */
    public String database() {
        return request.target().address().database();
    }

    /** Whether what somebody typed is enough to begin. */
    public boolean allows(String typed) {
        return !mustBeTyped() || database().equals(typed);
    }
}
