package org.turnstone.cli;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ResolvedAddress;

/** Finds the address of the database that is meant, without connecting. */
@FunctionalInterface
public interface TargetResolver {
    /** Null where nothing names a database. */
    ResolvedAddress resolve(TargetNaming naming) throws ConnectionFailure;
}
