package org.turnstone.run;

import org.turnstone.format.Project;
import org.turnstone.format.Status;

/** A project's status in a target, and which target that is. */
public record StatusResult(Project project, TargetInfo target, Status status) {}
