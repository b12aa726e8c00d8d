package org.turnstone.schema;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A throwaway cluster of a PostgreSQL that came with the system, with the programs the built-in one lacks. */
final class InstalledPostgres implements AutoCloseable {
    private static final Path WHERE = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    InstalledPostgres() throws IOException {
        programs = newest().orElseThrow();
        folder = Files.createTempDirectory("turnstone-judge");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        server("initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N", "--locale=C");
        String options = "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=off"
                + " -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off";
        server("pg_ctl", "-D", folder + "/data", "-l", folder + "/log", "-o", options, "-w", "start");
    }

    static boolean found() throws IOException {
        return newest().isPresent();
    }

    private static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(WHERE)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(WHERE)) {
            return versions.filter(v -> v.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparingInt(
                            (Path v) -> -Integer.parseInt(v.getFileName().toString())))
                    .map(v -> v.resolve("bin"))
                    .filter(b -> Files.isExecutable(b.resolve("initdb")) && Files.isExecutable(b.resolve("pg_dump")))
                    .findFirst();
        }
    }

    int port() {
        return port;
    }

    int major() {
        return Integer.parseInt(programs.getParent().getFileName().toString());
    }

    /** The whole schema with what is set for the database, without comments and the tokens that differ every time. */
    List<String> dump(String database) throws IOException {
        List<String> command = List.of(
                programs + "/pg_dump", "-s", "-C", "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres", database);
        return run(command)
                .lines()
                .filter(l -> !l.startsWith("--") && !l.startsWith("\\restrict") && !l.startsWith("\\unrestrict"))
                .toList();
    }

    /** PostgreSQL refuses root. */
    private void server(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
        }
        command.add(programs + "/" + program);
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String run(List<String> command) throws IOException {
        Path output = Files.createTempFile("turnstone-judge", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int code = process.onExit().join().exitValue();
            String text = Files.readString(output);
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException {
        server("pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop");
        run(List.of("rm", "-rf", folder.toString()));
    }
}
