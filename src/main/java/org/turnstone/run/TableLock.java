package org.turnstone.run;

import java.time.Duration;

/**
 * The strongest lock a run took on a relation that existed before it.
 *
 * @param relation qualified
 * @param mode as the manual writes it: {@code ACCESS EXCLUSIVE}
 * @param rows how many rows the planner thinks there are; null when it does not know
 * @param held from when it was had to the end of the transaction that held it
 */
public record TableLock(String relation, String mode, Long rows, Duration held) {}
