package org.turnstone.connection.profile;

import java.util.List;
import org.turnstone.connection.Address;
import org.turnstone.connection.Host;
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

    /** The address with what these credentials bring; what nobody says is as libpq has it. */
    Address completing(Address address) {
        List<Host> hosts = host.isEmpty() && port == 0
                ? address.hosts()
                : List.of(Host.of(host.isEmpty() ? address.host() : host, port == 0 ? address.port() : port));
        String who = first(user, address.user(), System.getProperty("user.name"));
        return new Address(
                hosts.stream().map(Credentials::named).toList(),
                first(database, address.database(), who),
                who,
                password,
                address.parameters());
    }

    private static Host named(Host host) {
        return host.name().isEmpty() ? new Host("localhost", host.address(), host.port()) : host;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
