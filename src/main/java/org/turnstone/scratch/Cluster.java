package org.turnstone.scratch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.turnstone.connection.Secret;

/** One cluster of this process: its folder, its server, its end. */
final class Cluster {
    private static final int PORTS_TO_TRY = 5;
    private static final long START_SECONDS = 60;

    private final ClusterFolder folder;
    private final Programs programs;
    private final Secret password;
    private final Installation installation;
    private int port;
    private Process starter;

    Cluster(ClusterFolder folder, Programs programs, Secret password, Installation installation) {
        this.folder = folder;
        this.programs = programs;
        this.password = password;
        this.installation = installation;
    }

    int port() {
        return port;
    }

    Secret password() {
        return password;
    }

    String label() {
        return installation.label();
    }

    boolean running() {
        return PostmasterFile.read(folder.data()).filter(PostmasterFile::alive).isPresent();
    }

    Path log() {
        return folder.log();
    }

    String logTail() {
        return LogTail.of(folder.log());
    }

    void start(Closing closing) throws IOException {
        for (int attempt = 1; !startOnFreePort(closing); attempt++) {
            if (attempt == PORTS_TO_TRY || !portWasTaken()) {
                throw new ServerFailure("its server did not start:\n" + logTail() + starterSaid());
            }
            Files.delete(folder.log());
        }
    }

    private boolean startOnFreePort(Closing closing) throws IOException {
        closing.check();
        port = freePort();
        ServerSettings.write(folder.data(), port, installation.major());
        starter = programs.start(
                folder.path(),
                folder.starterLog(),
                "pg_ctl",
                List.of("start", "--silent", "--wait", "--pgdata=" + folder.data(), "--log=" + folder.log()));
        // pg_ctl looks every 100 ms only, so its word is waited for just where the server fails.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end) {
            if (PostmasterFile.read(folder.data()).filter(PostmasterFile::ready).isPresent()) {
                return true;
            }
            if (!starter.isAlive() && starter.exitValue() != 0) {
                return false;
            }
            closing.check();
            Pause.milliseconds(5);
        }
        return false;
    }

    /** Where the server did not even get as far as its log. */
    private String starterSaid() {
        return logTail().isEmpty() ? LogTail.of(folder.starterLog()) : "";
    }

    /** Between our asking for a free port and the server's taking it, somebody else may have. */
    private boolean portWasTaken() {
        return logTail().contains("could not bind");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** From now on the server runs on its own, until somebody drops the database or the machine is switched off. */
    KeptDatabase keep(String database) throws IOException {
        return folder.keep(database, port, password);
    }

    /** Stops the server and deletes everything of it, in an interrupted thread too. */
    void remove() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            awaitStarter();
            folder.remove(programs);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A start that was broken off may still bring up a server, which nobody would know of. */
    private void awaitStarter() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (starter != null
                && starter.isAlive()
                && PostmasterFile.read(folder.data()).isEmpty()
                && System.nanoTime() < end) {
            Pause.milliseconds(5);
        }
    }
}
