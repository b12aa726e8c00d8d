package org.turnstone.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.turnstone.connection.ConnectionFailure.Kind;

/**
 * An address in the making, by libpq's keywords: only what was named so far. Every form of address is read into one,
 * and several can be laid over each other. Several hosts and their ports are lists with commas, as libpq has them.
 */
final class AddressParts {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Null where the part is not named. */
    String get(String keyword) {
        return values.get(keyword);
    }

    boolean has(String keyword) {
        return values.containsKey(keyword);
    }

    /** An empty value names nothing, as in libpq. */
    void set(String keyword, String value) {
        if (value == null || value.isEmpty()) {
            values.remove(keyword);
        } else {
            values.put(keyword, value);
        }
    }

    Set<String> keywords() {
        return values.keySet();
    }

    Set<Part> given() {
        return values.keySet().stream().map(Part::new).collect(Collectors.toSet());
    }

    /** The whole address; what is not named is localhost, 5432, this user, and a database of the user's name. */
    Address complete(String systemUser) throws ConnectionFailure {
        String user = values.getOrDefault("user", systemUser);
        Map<String, String> parameters = new LinkedHashMap<>(values);
        parameters.keySet().removeAll(Set.of("host", "hostaddr", "port", "dbname", "user", "password"));
        String password = values.get("password");
        return new Address(
                hosts(),
                values.getOrDefault("dbname", user),
                user,
                password == null ? null : new Secret(password),
                parameters);
    }

    private List<Host> hosts() throws ConnectionFailure {
        String[] addresses = has("hostaddr") ? get("hostaddr").split(",", -1) : null;
        String[] names = has("host") ? get("host").split(",", -1) : addresses;
        if (names == null) {
            names = new String[] {"localhost"};
        }
        if (addresses != null && addresses.length != names.length) {
            throw new ConnectionFailure(
                    Kind.ADDRESS,
                    "The address has " + count(names.length, "host") + " but " + addresses.length + " in"
                            + " hostaddr. Give one hostaddr for each host.");
        }
        String[] ports = has("port") ? get("port").split(",", -1) : new String[] {""};
        if (ports.length != 1 && ports.length != names.length) {
            throw new ConnectionFailure(
                    Kind.ADDRESS,
                    "The address has " + count(names.length, "host") + " but " + count(ports.length, "port")
                            + ". Give one port for all hosts, or one for each.");
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String address = addresses == null || addresses[i].isEmpty() ? null : addresses[i];
            String name = names[i].isEmpty() ? address == null ? "localhost" : address : names[i];
            hosts.add(new Host(name, name.equals(address) ? null : address, port(ports[ports.length == 1 ? 0 : i])));
        }
        return hosts;
    }

    private static int port(String text) throws ConnectionFailure {
        String digits = text.strip();
        if (digits.isEmpty()) {
            return Host.DEFAULT_PORT;
        }
        if (isPort(digits)) {
            return Integer.parseInt(digits);
        }
        // The text itself is not repeated: it may be a piece of a password.
        throw new ConnectionFailure(
                Kind.ADDRESS,
                "What stands where the port should be is not a number from 1 to 65535. In a URL that happens when the"
                        + " password holds a raw : / ? # or @; `turnstone encode` prints it the way a URL takes it.");
    }

    static boolean isPort(String text) {
        return text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The names only: a value may be the password. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
