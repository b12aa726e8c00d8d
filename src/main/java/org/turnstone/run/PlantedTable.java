package org.turnstone.run;

/**
 * A table that a test filled with rows of its own making before the pending migrations.
 *
 * @param rows how many it got
 * @param problem why it could not be filled, or null
 */
public record PlantedTable(String table, int rows, String problem) {}
