package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.turnstone.connection.ConnectionFailure.Kind;

/** Reads libpq URLs ({@code postgresql://user:password@host:port/database?key=value}) and writes them. */
public final class Addresses {
    private static final int DEFAULT_PORT = 5432;

    private Addresses() {}

    /**
     * Reads a libpq URL. What it leaves out is filled in as libpq does: localhost, 5432, the system's user, a database
     * of the user's name. No message ever repeats a part of the URL that may hold the password.
     */
    public static Address parse(String text) throws ConnectionFailure {
        String url = text.strip();
        String rest = afterScheme(url);
        int questionMark = rest.indexOf('?');
        String beforeQuery = questionMark < 0 ? rest : rest.substring(0, questionMark);
        int slash = beforeQuery.indexOf('/');
        String authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
        String path = slash < 0 ? "" : beforeQuery.substring(slash + 1);
        if (rest.indexOf('@', authority.length()) >= 0 && authority.indexOf('@') < 0) {
            throw bad("The URL has an @ after its first / or ?, so the user's name or the password holds a raw"
                    + " / or ?. Write / as %2F and ? as %3F; `turnstone encode` prints a password the way a URL"
                    + " takes it.");
        }
        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        HostPort server = hostPort(authority.substring(at + 1));
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), "user's name");
        String password = colon < 0 ? null : decoded(userInfo.substring(colon + 1), "password");
        String database = decoded(path, "database's name");
        Map<String, String> parameters = parameters(questionMark < 0 ? "" : rest.substring(questionMark + 1));

        String host = orElse(parameters.remove("host"), server.host, "localhost");
        int port = server.port > 0 ? server.port : DEFAULT_PORT;
        String portParameter = parameters.remove("port");
        if (portParameter != null) {
            port = port(portParameter);
        }
        user = orElse(parameters.remove("user"), user, System.getProperty("user.name"));
        String passwordParameter = parameters.remove("password");
        password = passwordParameter != null ? passwordParameter : password;
        database = orElse(parameters.remove("dbname"), database, user);
        return new Address(host, port, database, user, password == null ? null : new Secret(password), parameters);
    }

    /** The address as a strict URL, without its password. */
    public static String display(Address address) {
        return "postgresql://" + PercentEncoding.encode(address.user()) + "@" + server(address) + "/"
                + PercentEncoding.encode(address.database());
    }

    /** The address as a strict URL, password and all: for the one place where somebody asked for exactly that. */
    public static String withPassword(Address address) {
        String secret = address.password() == null
                ? ""
                : ":" + PercentEncoding.encode(address.password().reveal());
        return "postgresql://" + PercentEncoding.encode(address.user()) + secret + "@" + server(address) + "/"
                + PercentEncoding.encode(address.database());
    }

    /** {@code host:port}, an IPv6 host in brackets. */
    public static String server(Address address) {
        String host = address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
        return host + ":" + address.port();
    }

    /** A target named by its database and server. */
    public static Target targetOf(Address address, Limits limits) {
        return new Target(address.database() + "@" + address.host(), address, limits);
    }

    private static String afterScheme(String url) throws ConnectionFailure {
        for (String scheme : new String[] {"postgresql://", "postgres://"}) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return url.substring(scheme.length());
            }
        }
        throw bad("This is not a PostgreSQL URL. It looks like postgresql://user:password@host:5432/database.");
    }

    private record HostPort(String host, int port) {}

    private static HostPort hostPort(String text) throws ConnectionFailure {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0) {
                throw bad("The URL's IPv6 address has no closing ].");
            }
            String after = text.substring(close + 1);
            if (!after.isEmpty() && !after.startsWith(":")) {
                throw bad("After the URL's IPv6 address comes :port or /database.");
            }
            return new HostPort(text.substring(1, close), after.length() > 1 ? port(after.substring(1)) : 0);
        }
        if (text.indexOf(',') >= 0) {
            throw bad("The URL names several hosts; give one.");
        }
        int colon = text.lastIndexOf(':');
        String host = decoded(colon < 0 ? text : text.substring(0, colon), "host");
        if (host.startsWith("/")) {
            throw bad("The URL names a socket folder; give a host that can be reached over TCP, such as localhost.");
        }
        return new HostPort(host, colon < 0 || colon == text.length() - 1 ? 0 : port(text.substring(colon + 1)));
    }

    private static int port(String text) throws ConnectionFailure {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the sentence: the text itself may be a piece of a password.
        }
        throw bad("What stands where the URL's port should be is not a number from 1 to 65535. If the password holds"
                + " a raw : / ? # or @, it must be encoded; `turnstone encode` prints it the way a URL takes it.");
    }

    private static Map<String, String> parameters(String query) throws ConnectionFailure {
        Map<String, String> result = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw bad("A parameter after the URL's ? has no =.");
            }
            result.put(
                    decoded(pair.substring(0, equals), "parameter's name"),
                    decoded(pair.substring(equals + 1), "parameter's value"));
        }
        return result;
    }

    private static String decoded(String text, String what) throws ConnectionFailure {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw bad("The URL's " + what + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String orElse(String first, String second, String last) {
        if (first != null && !first.isEmpty()) {
            return first;
        }
        return second == null || second.isEmpty() ? last : second;
    }

    private static ConnectionFailure bad(String message) {
        return new ConnectionFailure(Kind.ADDRESS, message);
    }
}
