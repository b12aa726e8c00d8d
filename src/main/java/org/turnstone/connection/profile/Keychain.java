package org.turnstone.connection.profile;

import java.util.Optional;
import org.turnstone.connection.Secret;

/** The place where the system keeps a user's passwords, encrypted with what the user signs in with. */
public interface Keychain {
    /** Why there is none here, in half a sentence; nothing where there is one. */
    Optional<String> missing();

    /** The password kept for this account. */
    Optional<Secret> find(String account) throws ProfileProblem;

    /** Keeps a password, in place of the one that was kept. */
    void keep(String account, Secret password) throws ProfileProblem;

    /** Forgets a password; nothing happens where none is kept. */
    void forget(String account) throws ProfileProblem;
}
