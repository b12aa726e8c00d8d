package org.turnstone.connection.profile;

import java.util.Optional;
import org.turnstone.connection.Secret;

/** Asks a person for a password, without showing it. */
@FunctionalInterface
public interface Prompter {
    /**
     * The password, or nothing where nobody is there to ask, or somebody would rather not.
     *
     * @param why a sentence to show beside the field, such as why the usual source did not give it; may be empty
     */
    Optional<Secret> ask(Profile profile, String why);
}
