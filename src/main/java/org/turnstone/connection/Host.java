package org.turnstone.connection;

/**
 * One server of an address. An address may name several, which are tried in their order.
 *
 * @param name a host's name, an IP address without brackets, or the folder of a Unix socket
 * @param address the IP address to connect to where it is not looked up by name ({@code hostaddr}); null otherwise
 */
public record Host(String name, String address, int port) {
    public static final int DEFAULT_PORT = 5432;

    /** A host that is looked up by its name. */
    public static Host of(String name, int port) {
        return new Host(name, null, port);
    }

    /** Whether the name is a folder with a Unix socket in it rather than a machine. */
    public boolean isSocket() {
        return name.startsWith("/") || name.startsWith("@");
    }

    @Override
    public String toString() {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    }
}
