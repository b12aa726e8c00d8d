package org.turnstone.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a database is and who enters it: every part of a libpq address.
 *
 * @param hosts at least one; the first that answers is taken
 * @param password null when the address has none
 * @param parameters the other parameters by libpq's names, such as {@code sslmode}, in their order
 */
public record Address(List<Host> hosts, String database, String user, Secret password, Map<String, String> parameters) {
    public Address {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("An address names at least one host");
        }
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** An address with one host. */
    public Address(
            String host, int port, String database, String user, Secret password, Map<String, String> parameters) {
        this(List.of(Host.of(host, port)), database, user, password, parameters);
    }

    /** The first host's name. */
    public String host() {
        return hosts.getFirst().name();
    }

    /** The first host's port. */
    public int port() {
        return hosts.getFirst().port();
    }

    /** Everything in it that nobody else may see. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        if (password != null) {
            secrets.add(password);
        }
        parameters.forEach((name, value) -> {
            if (isSecret(name)) {
                secrets.add(new Secret(value));
            }
        });
        return secrets;
    }

    /** Whether a parameter's value is a password of its own. */
    public static boolean isSecret(String parameter) {
        return parameter.equals("sslpassword")
                || parameter.equals("scram_client_key")
                || parameter.equals("scram_server_key");
    }

    /** Without password and parameters, which may hold one. */
    @Override
    public String toString() {
        return Addresses.display(this);
    }

    /** The same address with this password; null takes it out. */
    public Address withPassword(Secret other) {
        return new Address(hosts, database, user, other, parameters);
    }
}
