package org.turnstone.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.turnstone.connection.Secret;

/**
 * A scratch database that outlives its Turnstone on a server of its own, until somebody drops it or the machine is
 * switched off.
 *
 * @param name the database's name
 * @param port where its server listens on 127.0.0.1
 * @param folder everything its server has
 */
public record KeptDatabase(String name, int port, Path folder) {
    private static final String NOTE = "kept";
    private static final String PASSWORDS = "pgpass";

    /** The database's address, without a password. */
    public String url() {
        return "postgresql://" + ClusterTemplate.SUPERUSER + "@127.0.0.1:" + port + "/" + name;
    }

    /** A password file as libpq reads it: only its owner may. */
    public Path passwordFile() {
        return folder.resolve(PASSWORDS);
    }

    /** All there are on this machine in this cache. */
    public static List<KeptDatabase> all(Path cacheFolder) throws IOException {
        List<KeptDatabase> found = new ArrayList<>();
        var clusters = Cache.clusters(ServerAccount.choose().cacheFolder(cacheFolder));
        if (Files.isDirectory(clusters)) {
            try (var folders = Files.newDirectoryStream(clusters, Files::isDirectory)) {
                folders.forEach(folder -> in(folder).ifPresent(found::add));
            }
        }
        return found;
    }

    /** Stops its server and deletes everything of it. */
    public void drop(Path cacheFolder) throws IOException {
        var account = ServerAccount.choose();
        var cache = account.cacheFolder(cacheFolder);
        try (var _ = CacheLock.take(cache, Closing.NEVER)) {
            var mine = ClusterFolder.ofTheDead(folder);
            if (mine.isPresent()) {
                mine.get().remove(anyPrograms(cache, account));
            }
        }
    }

    /** Stopping takes a program of any version. */
    private static Programs anyPrograms(Path cache, ServerAccount account) throws IOException {
        var installed = InstalledPostgres.find();
        try {
            return PostgresBinaries.ofThisMachine().programs(cache, account, Closing.NEVER);
        } catch (IOException e) {
            if (installed.isEmpty()) {
                throw e;
            }
            return installed.getFirst().programs(cache, account, Closing.NEVER);
        }
    }

    /** The one that a cluster's folder is kept for, while its server runs. */
    static Optional<KeptDatabase> in(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve(NOTE));
            return PostmasterFile.read(folder.resolve("data"))
                    .filter(PostmasterFile::alive)
                    .map(server -> new KeptDatabase(lines.get(0), Integer.parseInt(lines.get(1)), folder));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void write(Secret password) throws IOException {
        var line = "127.0.0.1:" + port + ":*:" + ClusterTemplate.SUPERUSER + ":" + password.reveal() + "\n";
        var file = passwordFile();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, line, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(NOTE), name + "\n" + port + "\n", StandardCharsets.UTF_8);
    }
}
