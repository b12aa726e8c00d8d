package org.turnstone.testing;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.turnstone.connection.ConnectionFailure;
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
}
