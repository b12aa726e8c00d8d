package org.turnstone.run;

/**
 * Rows of a table that were read from its beginning to its end, while a statement ran.
 *
 * @param scans how many times
 * @param rows in all of them together
 */
public record TableScan(String table, long scans, long rows) {}
