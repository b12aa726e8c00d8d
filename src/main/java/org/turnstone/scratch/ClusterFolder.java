package org.turnstone.scratch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.turnstone.connection.Secret;

/** The folder of one running cluster. A lock on its owner file is held for as long as its Turnstone lives. */
final class ClusterFolder {
    /** A lock cannot tell this process from itself, and looking at the file would let go of the lock. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private static final long STOP_SECONDS = 10;

    private final Path path;
    private final FileChannel owner;

    private ClusterFolder(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /** A new, empty one. Only while the cache is locked, or a sweep could see it before it has its owner. */
    static ClusterFolder create(Path clusters, ServerAccount account) throws IOException {
        var path = clusters.resolve(RandomName.next());
        account.createPrivateFolder(path);
        var channel = FileChannel.open(ownerFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("somebody else holds " + ownerFile(path));
        }
        OF_THIS_PROCESS.add(path);
        return new ClusterFolder(path, channel);
    }

    /** The folder, when its Turnstone is no more. Only while the cache is locked. */
    static Optional<ClusterFolder> ofTheDead(Path path) throws IOException {
        if (OF_THIS_PROCESS.contains(path)) {
            return Optional.empty();
        }
        var channel = FileChannel.open(ownerFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new ClusterFolder(path, channel));
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("server.log");
    }

    /** What pg_ctl says, who starts the server. */
    Path starterLog() {
        return path.resolve("pg_ctl.log");
    }

    /** Leaves the folder and its server to themselves, for the sake of one database. */
    KeptDatabase keep(String database, int port, Secret password) throws IOException {
        var kept = new KeptDatabase(database, port, path);
        kept.write(password);
        leave();
        return kept;
    }

    /** Lets go of it as it is. */
    void leave() throws IOException {
        owner.close();
        OF_THIS_PROCESS.remove(path);
    }

    /** Whether its server works for somebody who wanted to keep a database. */
    boolean isKept() {
        return KeptDatabase.in(path).isPresent();
    }

    /** Stops the server, if there is one, and deletes the folder. */
    void remove(Programs programs) throws IOException {
        var server = PostmasterFile.read(data()).filter(PostmasterFile::alive);
        if (server.isPresent()) {
            stop(server.get(), programs);
        }
        // Windows deletes no open file.
        owner.close();
        Trees.delete(path);
        OF_THIS_PROCESS.remove(path);
    }

    private void stop(PostmasterFile server, Programs programs) throws IOException {
        // Immediate: what it would still write is deleted anyway.
        programs.run(
                path,
                "pg_ctl",
                List.of("stop", "--mode=immediate", "--no-wait", "--silent", "--pgdata=" + data()),
                Closing.NEVER);
        if (!ended(server)) {
            ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
            if (!ended(server)) {
                throw new IOException("the PostgreSQL server with the process number " + server.pid()
                        + " does not stop: end it, and delete " + path);
            }
        }
    }

    private static boolean ended(PostmasterFile server) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (server.alive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Pause.milliseconds(5);
        }
        return true;
    }

    private static Path ownerFile(Path folder) {
        return folder.resolve("owner");
    }
}
