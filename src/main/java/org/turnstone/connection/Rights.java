package org.turnstone.connection;

import java.util.Map;

/**
 * What a session's role may do, as far as migrations need it.
 *
 * @param histories the known tools' history tables that are there, and whether the role may read them
 */
public record Rights(
        boolean createInSchema,
        boolean createSchema,
        boolean createDatabase,
        boolean superuser,
        Map<String, Boolean> histories) {}
