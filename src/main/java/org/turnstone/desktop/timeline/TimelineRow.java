package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import org.turnstone.format.StatusEntry;

/** A line of the timeline. */
public sealed interface TimelineRow {
    /** A migration. */
    record Item(StatusEntry entry) implements TimelineRow {}

    /** The line between what the target has not and what it has. */
    record Here(String target) implements TimelineRow {}

    /** The day on which the migrations below it were applied. */
    record Day(LocalDate date) implements TimelineRow {}
}
