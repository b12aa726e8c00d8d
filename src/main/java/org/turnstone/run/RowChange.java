package org.turnstone.run;

import java.util.Map;

/**
 * One history row a remedy writes.
 *
 * @param table the table, as the tool names it
 * @param before the row's columns as they were; null for a row that is new
 * @param after the row's columns as they will be; null for a row that goes
 */
public record RowChange(String table, Map<String, String> before, Map<String, String> after) {}
