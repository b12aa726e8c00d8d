package org.turnstone.connection.profile;

import org.turnstone.connection.Address;
import org.turnstone.connection.Secret;

/**
 * What a password source gave: the password, and from some sources where to use it too.
 *
 * @param password null where the server is to be entered without one
 * @param user empty where the profile's own counts; so are host and database, and a port of 0
 */
public record Credentials(Secret password, String user, String host, int port, String database) {
    /** Only a password; null for none. */
    public static Credentials of(Secret password) {
        return new Credentials(password, "", "", 0, "");
    }

    /** The address with what these credentials bring. */
    Address completing(Address address) {
        return new Address(
                host.isEmpty() ? address.host() : host,
                port == 0 ? address.port() : port,
                database.isEmpty() ? address.database() : database,
                user.isEmpty() ? address.user() : user,
                password,
                address.parameters());
    }
}
