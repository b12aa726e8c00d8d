package org.turnstone.connection;

import java.util.Map;

/**
 * Where a database is and who enters it: the parts of a libpq URL.
 *
 * @param password null when the address has none
 * @param parameters the URL's other parameters, such as {@code sslmode}, in their order
 */
public record Address(
        String host, int port, String database, String user, Secret password, Map<String, String> parameters) {
    public Address {
        parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    }
}
