package org.turnstone.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;

/** A PostgreSQL 15 of Debian's, with its own psql and pg_dump, to compare with. */
public final class Postgres15 implements AutoCloseable {
    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

    private final Path data;
    private final int port;

    /** Starts one in a folder of its own. */
    public Postgres15() throws Exception {
        data = Files.createTempDirectory("turnstone-pg15");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N");
        server(
                "pg_ctl",
                "-D",
                data.toString(),
                "-l",
                data.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -k '' -c listen_addresses=127.0.0.1 -c fsync=off",
                "start");
    }

    /** Whether this machine has one. */
    public static boolean isHere() {
        return Files.isExecutable(BIN.resolve("initdb")) && Files.isExecutable(BIN.resolve("pg_dump"));
    }

    public Target freshDatabase(String name) throws Exception {
        program("psql", "-X", "-q", "-d", "postgres", "-c", "create database " + name);
        return target(name);
    }

    private Target target(String name) {
        try {
            return Addresses.targetOf(
                    Addresses.parse("postgresql://postgres@127.0.0.1:" + port + "/" + name), Limits.DEFAULT);
        } catch (ConnectionFailure e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** What psql prints for a script that it runs in one transaction, stopping at the first error. */
    public String psql(String database, Path script, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", script.toString()));
        words.addAll(List.of(more));
        return program(words.toArray(String[]::new));
    }

    /** Everything in a database but the history tables, as pg_dump writes it. */
    public String dump(String database) throws Exception {
        List<String> words = new ArrayList<>(List.of("pg_dump"));
        for (String table :
                List.of("flyway_schema_history", "_sqlx_migrations", "_prisma_migrations", "knex_migrations*")) {
            words.addAll(List.of("-T", "*." + table));
        }
        words.add(database);
        return program(words.toArray(String[]::new))
                .lines()
                .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    private String program(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                BIN.resolve(words[0]).toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres"));
        command.addAll(List.of(words).subList(1, words.length));
        return run(command);
    }

    /** The server refuses root; in a user namespace without a mapping root is nobody in its own eyes. */
    private static void server(String... words) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(BIN.resolve(words[0]).toString());
        command.addAll(List.of(words).subList(1, words.length));
        run(command);
    }

    private static String run(List<String> command) throws Exception {
        Program.Said said = Program.start(Path.of("/"), Map.of(), command).end();
        if (said.exit() != 0) {
            throw new AssertionError(command + " failed: " + said.output());
        }
        return said.output();
    }

    @Override
    public void close() {
        try {
            server("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
