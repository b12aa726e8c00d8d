package org.turnstone.testing;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.scratch.BuiltInPostgres;

/** One real PostgreSQL for all tests of a JVM, and a fresh database for whoever asks. */
public final class TestServer {
    private static final BuiltInPostgres SERVER = new BuiltInPostgres(Path.of("target", "scratch-cache"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestServer() {}

    public static BuiltInPostgres server() {
        return SERVER;
    }

    public static Target freshDatabase() {
        try {
            return SERVER.createDatabase("test_" + NUMBER.incrementAndGet());
        } catch (ConnectionFailure e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    /** A fresh database that belongs to a role of its own, which enters by this password. */
    public static Target freshDatabase(String password) throws SQLException, ConnectionFailure {
        Target own = freshDatabase();
        Address address = own.address();
        String role = address.database() + "_deploy";
        try (Database database = new Database(own)) {
            database.execute("set password_encryption = 'scram-sha-256'");
            database.execute("create role " + role + " login password '" + password.replace("'", "''") + "'");
            database.execute("alter database " + address.database() + " owner to " + role);
        }
        return new Target(
                own.name(),
                new Address(
                        address.host(),
                        address.port(),
                        address.database(),
                        role,
                        new Secret(password),
                        address.parameters()),
                own.limits());
    }
}
