package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.turnstone.connection.Secret;

/** An initialised cluster that never runs: copying it is several times faster than initialising another. */
record ClusterTemplate(Path folder, Secret password) {
    static final String SUPERUSER = "turnstone";

    /** Part of the cached folder's name: raise it with any change of the arguments. */
    private static final String REVISION = "-2";

    private static final Pattern MAP = Pattern.compile("\\d+_(fsm|vm)");

    /** Initialises only when there is no whole one. */
    static ClusterTemplate in(Path cacheFolder, Installation installation, Programs programs, Closing closing)
            throws IOException {
        var all = cacheFolder.resolve("templates");
        programs.account().createSharedFolder(all);
        var folder = all.resolve(installation.key() + REVISION);
        if (!Seal.intact(folder)) {
            Leftovers.delete(all);
            var fresh = Leftovers.newFolder(all);
            initialise(fresh, programs, installation.major(), closing);
            Seal.put(fresh);
            Leftovers.replace(folder, fresh);
        }
        return new ClusterTemplate(folder, new Secret(Files.readString(passwordFile(folder))));
    }

    /** Makes the next start initialise again, for damage that counting files does not show. */
    static void discard(Path cacheFolder, Installation installation) throws IOException {
        Seal.remove(cacheFolder.resolve("templates").resolve(installation.key() + REVISION));
    }

    void copyTo(Path data, ServerAccount account, Closing closing) throws IOException {
        Trees.copy(folder.resolve("data"), data, account, closing);
    }

    private static void initialise(Path folder, Programs programs, int major, Closing closing) throws IOException {
        var account = programs.account();
        ServerAccount.openToEverybody(folder, true);
        var data = folder.resolve("data");
        account.createPrivateFolder(data);
        account.createPrivateFile(passwordFile(folder), RandomName.password());
        var result = programs.run(folder, "initdb", arguments(data, passwordFile(folder), major), closing);
        if (result.exit() != 0) {
            throw new ServerFailure("initdb ended with " + result.exit() + ":\n" + LogTail.of(result.output()));
        }
        deleteMaps(data);
    }

    /**
     * The maps of free space and of visible rows are a quarter of the files of every database to come. A server takes a
     * missing one for an empty one, and makes it when it has something to note.
     */
    private static void deleteMaps(Path data) throws IOException {
        try (var files = Files.find(
                data, 3, (file, _) -> MAP.matcher(file.getFileName().toString()).matches())) {
            for (var map : files.toList()) {
                Files.delete(map);
            }
        }
    }

    private static List<String> arguments(Path data, Path passwordFile, int major) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of text on every machine, whatever its C library thinks.
                "--no-locale",
                "--no-sync",
                // Small segments that are not kept leave 2 MB of log to copy instead of 16 or more.
                "--wal-segsize=1"));
        if (major >= 14) {
            arguments.add("--no-instructions");
        }
        if (major >= 16) {
            arguments.addAll(List.of(
                    "--set=min_wal_size=2MB",
                    "--set=wal_recycle=off",
                    "--set=wal_init_zero=off",
                    "--set=full_page_writes=off",
                    "--set=fsync=off"));
        }
        if (major >= 17) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        if (major >= 18) {
            arguments.add("--no-data-checksums");
        }
        return arguments;
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("password");
    }
}
