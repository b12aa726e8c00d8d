package org.turnstone.run;

import org.turnstone.format.Project;
import org.turnstone.format.Status;

/**
 * A project's status in a target.
 *
 * @param target which target that is; null when none was asked
 * @param evidence why it can be believed that looking changed nothing; null when no target was asked
 */
public record StatusResult(Project project, TargetInfo target, Status status, Evidence evidence) {
    /** One of which nobody asks for evidence. */
    public StatusResult(Project project, TargetInfo target, Status status) {
        this(project, target, status, null);
    }
}
