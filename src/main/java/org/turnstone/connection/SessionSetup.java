package org.turnstone.connection;

import java.util.List;

/**
 * What a session becomes right after it was opened.
 *
 * @param searchPath the schemas, in their order; empty leaves the server's own
 * @param role the role to assume; empty stays who entered
 */
public record SessionSetup(List<String> searchPath, String role) {
    public static final SessionSetup NONE = new SessionSetup(List.of(), "");

    public SessionSetup {
        searchPath = List.copyOf(searchPath);
    }
}
