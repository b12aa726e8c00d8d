package org.turnstone.cli;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;

/** Turns a libpq URL into a target, without connecting. */
@FunctionalInterface
public interface TargetResolver {
    Target resolve(String url, Limits limits) throws ConnectionFailure;
}
