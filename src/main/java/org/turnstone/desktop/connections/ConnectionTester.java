package org.turnstone.desktop.connections;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Target;

/** Enters a database and says what it found there. */
@FunctionalInterface
public interface ConnectionTester {
    ConnectionReport test(Target target) throws ConnectionFailure;
}
