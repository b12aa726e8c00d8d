package org.turnstone.scratch;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;

/** Where scratch databases are made and thrown away. */
public interface ScratchServer {
    /** A new, empty database whose name begins with {@code turnstone_scratch_}. */
    Target create() throws ConnectionFailure;

    /** A copy of one that this server made, in which nobody may be at this moment. */
    Target copy(Target original) throws ConnectionFailure;

    /** Ends every session in one of them and removes it. */
    void drop(Target scratch) throws ConnectionFailure;

    /** Removes the roles that came after {@link #create()}, as far as nothing depends on them any more. */
    void dropNewRoles() throws ConnectionFailure;
}
