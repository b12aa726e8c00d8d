package org.turnstone.schema;

/**
 * One attribute of an object that is not as it was.
 *
 * @param before null when the object did not have it
 * @param after null when the object has it no more
 */
public record AttributeChange(String name, String before, String after) {}
