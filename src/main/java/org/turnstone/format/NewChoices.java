package org.turnstone.format;

import java.util.List;

/**
 * What can be chosen about a new migration.
 *
 * @param versions the version it would have, and behind it another that makes sense; none where it cannot be chosen
 * @param revertible whether the project's own get a script that reverts them
 * @param endings what its script's name may end with, as the project's own do first; a script that does not end with
 *     {@code .sql} is reverted by itself
 */
public record NewChoices(List<String> versions, boolean revertible, List<String> endings) {
    public NewChoices {
        versions = List.copyOf(versions);
        endings = List.copyOf(endings);
    }
}
