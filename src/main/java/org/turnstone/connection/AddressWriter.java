package org.turnstone.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes an address in the forms other programs take, password and all: for the one place where somebody asked for
 * exactly that. Every part is encoded, so that every program reads the same back.
 */
public final class AddressWriter {
    private AddressWriter() {}

    /** A strict RFC 3986 URL. */
    public static String url(Address address) {
        String secret = address.password() == null
                ? ""
                : ":" + PercentEncoding.encode(address.password().reveal());
        return "postgresql://" + PercentEncoding.encode(address.user()) + secret + "@" + hosts(address) + "/"
                + PercentEncoding.encode(address.database()) + query(libpqParameters(address));
    }

    /** A URL for the Java driver, with the user but without the password, which is handed over beside it. */
    public static String jdbc(Address address) {
        return jdbc(address, false);
    }

    /** A URL for the Java driver with the password in it. */
    public static String jdbcWithPassword(Address address) {
        return jdbc(address, true);
    }

    /** libpq's {@code key=value key='it\'s'}. */
    public static String conninfo(Address address) {
        StringJoiner words = new StringJoiner(" ");
        words.add("host=" + plain(join(address, Host::name)));
        if (hasAddresses(address)) {
            words.add("hostaddr=" + plain(join(address, host -> host.address() == null ? "" : host.address())));
        }
        words.add("port=" + join(address, host -> String.valueOf(host.port())));
        words.add("dbname=" + plain(address.database()));
        words.add("user=" + plain(address.user()));
        if (address.password() != null) {
            words.add("password=" + quoted(address.password().reveal()));
        }
        address.parameters().forEach((name, value) -> words.add(name + "=" + plain(value)));
        return words.toString();
    }

    /** A line for {@code .pgpass}, or one for each host; refused where the file cannot hold a part. */
    public static String pgpass(Address address) throws ConnectionFailure {
        if (address.password() == null) {
            throw Findings.bad("A .pgpass line needs a password, and this address has none.");
        }
        List<String> lines = new ArrayList<>();
        for (Host host : address.hosts()) {
            lines.add(PassFile.field(host.name(), "host") + ":" + host.port() + ":"
                    + PassFile.field(address.database(), "database's name") + ":"
                    + PassFile.field(address.user(), "user's name") + ":"
                    + PassFile.field(address.password().reveal(), "password"));
        }
        return String.join("\n", lines);
    }

    /** A line that sets DATABASE_URL in a POSIX shell. */
    public static String shell(Address address) {
        // A strict URL has no ' in it.
        return "export DATABASE_URL='" + url(address) + "'";
    }

    /** A line that sets DATABASE_URL in a {@code .env} file. */
    public static String env(Address address) {
        // A strict URL has no " \ $ ` or # in it, so all readers of such files agree on this.
        return "DATABASE_URL=\"" + url(address) + "\"";
    }

    /** A line that sets DATABASE_URL in PowerShell. */
    public static String powerShell(Address address) {
        return "$env:DATABASE_URL = '" + url(address) + "'";
    }

    static String hosts(Address address) {
        return join(address, host -> encoded(host) + ":" + host.port());
    }

    private static String jdbc(Address address, boolean withPassword) {
        List<String> pairs = new ArrayList<>();
        pairs.add("user=" + PercentEncoding.encode(address.user()));
        if (withPassword && address.password() != null) {
            pairs.add("password=" + PercentEncoding.encode(address.password().reveal()));
        }
        DriverParameters.of(address).forEach((name, value) -> pairs.add(name + "=" + PercentEncoding.encode(value)));
        return "jdbc:postgresql://" + hosts(address) + "/" + PercentEncoding.encode(address.database()) + "?"
                + String.join("&", pairs);
    }

    private static List<String> libpqParameters(Address address) {
        List<String> pairs = new ArrayList<>();
        if (hasAddresses(address)) {
            pairs.add("hostaddr="
                    + PercentEncoding.encode(join(address, host -> host.address() == null ? "" : host.address())));
        }
        for (Map.Entry<String, String> parameter : address.parameters().entrySet()) {
            pairs.add(parameter.getKey() + "=" + PercentEncoding.encode(parameter.getValue()));
        }
        return pairs;
    }

    private static String query(List<String> pairs) {
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static boolean hasAddresses(Address address) {
        return address.hosts().stream().anyMatch(host -> host.address() != null);
    }

    private static String encoded(Host host) {
        return host.name().indexOf(':') >= 0 && !host.isSocket()
                ? "[" + PercentEncoding.encode(host.name()).replace("%3A", ":") + "]"
                : PercentEncoding.encode(host.name());
    }

    private static String join(Address address, java.util.function.Function<Host, String> part) {
        return String.join(",", address.hosts().stream().map(part).toList());
    }

    private static String plain(String value) {
        return value.matches("[A-Za-z0-9_./,:@+-]+") ? value : quoted(value);
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
