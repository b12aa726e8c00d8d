package org.turnstone.connection;

/** The short ways with an address: read a text, show it without its password, name a target by it. */
public final class Addresses {
    private Addresses() {}

    /** Reads an address in any of its forms; see {@link AddressReader}, which also says what it had to guess. */
    public static Address parse(String text) throws ConnectionFailure {
        return AddressReader.read(text).address();
    }

    /** The address as a strict URL, without its password and parameters. */
    public static String display(Address address) {
        return "postgresql://" + PercentEncoding.encode(address.user()) + "@" + AddressWriter.hosts(address) + "/"
                + PercentEncoding.encode(address.database());
    }

    /** The address as a strict URL, password and all: for the one place where somebody asked for exactly that. */
    public static String withPassword(Address address) {
        return AddressWriter.url(address);
    }

    /** {@code host:port} of the first host, an IPv6 host in brackets. */
    public static String server(Address address) {
        return address.hosts().getFirst().toString();
    }

    /** A target named by its database and server. */
    public static Target targetOf(Address address, Limits limits) {
        return new Target(address.database() + "@" + address.host(), address, limits);
    }
}
