package org.turnstone.format;

import java.util.List;

/**
 * What somebody wants of a new migration. What is null is done as the project does it.
 *
 * @param description in words
 * @param version the version it is to have, where that can be chosen
 * @param revertible whether a script that reverts it is made, too
 * @param ending what its script's name ends with, such as {@code .ts}
 * @param ran versions a database has run already, before which nothing can come where the tool minds
 */
public record NewMigration(String description, String version, Boolean revertible, String ending, List<String> ran) {
    public NewMigration {
        description = description.strip();
        ran = List.copyOf(ran);
    }

    /** One that is as the project's others are. */
    public static NewMigration called(String description) {
        return new NewMigration(description, null, null, null, List.of());
    }

    /** Its words, when a file can be called by them. */
    public String words() throws ProjectProblem {
        if (description.isEmpty() || description.matches("(?s).*[/\\\\:*?\"<>|\\p{Cntrl}].*")) {
            throw new ProjectProblem(
                    "A description becomes part of a file's name: give it words, without / \\ : * ? \" < > |.");
        }
        return description;
    }
}
