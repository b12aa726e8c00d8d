package org.turnstone.run;

import org.turnstone.format.Migration;

/** One step a run would take. */
public record PlannedStep(Migration migration, Direction direction) {}
