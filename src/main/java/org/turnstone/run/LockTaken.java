package org.turnstone.run;

/**
 * A lock that a statement newly took, on something that other sessions can see.
 *
 * @param relation qualified, as it was called before the statement
 * @param kind {@code table}, {@code index}, {@code sequence}, {@code view} …
 * @param mode as the manual writes it: {@code ACCESS EXCLUSIVE}
 * @param rows how many rows the planner thinks there are; null when it does not know
 */
public record LockTaken(String relation, String kind, String mode, Long rows) {}
