package org.turnstone.run;

/**
 * What became of the planted values of one column.
 *
 * @param version the migration that did it; null when only the whole was compared
 * @param direction whether applying or reverting did it
 * @param table as it was called before
 * @param column as it was called before
 * @param kept whether every planted value was still there
 * @param detail in a sentence: how many values changed, or that the column is gone
 */
public record ColumnFate(
        String version, Direction direction, String table, String column, boolean kept, String detail) {}
