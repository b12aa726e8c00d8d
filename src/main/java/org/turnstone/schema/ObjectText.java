package org.turnstone.schema;

/**
 * An object with all that is part of it as SQL, before and after: what stands side by side in a diff.
 *
 * @param before empty when it was not there
 * @param after empty when it is there no more
 */
public record ObjectText(String before, String after) {}
