package org.turnstone.connection;

import java.nio.file.Path;

/** libpq's password file, looked into for one address. */
public final class PasswordFile {
    private PasswordFile() {}

    /** The address with the file's password; the failure says why the file gives none. */
    public static Address fill(Address address, Surroundings around) throws ConnectionFailure {
        String named = address.parameters().get("passfile");
        Path path = named == null ? around.passFile() : Path.of(named);
        String name = around.words(path);
        AddressFiles.TextFile file = around.files().read(path);
        if (file == null) {
            throw wrong("There is no password file " + name + ", or it cannot be read.");
        }
        if (file.openToOthers() && !around.windows()) {
            throw wrong(name + " is ignored because other users may read it. Close it with: chmod 600 " + name);
        }
        for (Host host : address.hosts()) {
            PassFile.Match match = PassFile.find(file.text(), host, address.database(), address.user());
            if (match != null) {
                return address.withPassword(new Secret(match.password()));
            }
        }
        throw wrong(name + " has no line for " + address.host() + ":" + address.port() + ":" + address.database() + ":"
                + address.user() + ". Add one, with :password behind it.");
    }

    private static ConnectionFailure wrong(String message) {
        return new ConnectionFailure(ConnectionFailure.Kind.ADDRESS, message);
    }
}
