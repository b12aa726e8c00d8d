package org.turnstone.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an address may be found in beside what was typed: the environment, and the files whose places it names.
 *
 * @param home the user's home folder
 * @param folder the folder Turnstone was started in
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        Path folder,
        String systemUser,
        boolean windows,
        AddressFiles files) {
    /** Those of this process, with this environment. */
    public static Surroundings system(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return new Surroundings(
                environment,
                Path.of(home.isEmpty() ? System.getProperty("user.home") : home),
                Path.of("").toAbsolutePath(),
                System.getProperty("user.name"),
                System.getProperty("os.name").startsWith("Windows"),
                AddressFiles::onDisk);
    }

    Path passFile() {
        String named = environment.getOrDefault("PGPASSFILE", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return windows ? applicationData().resolve("pgpass.conf") : home.resolve(".pgpass");
    }

    /** The user's own first. */
    List<Path> serviceFiles() {
        String named = environment.getOrDefault("PGSERVICEFILE", "");
        Path own = !named.isEmpty()
                ? Path.of(named)
                : windows ? applicationData().resolve(".pg_service.conf") : home.resolve(".pg_service.conf");
        String system = environment.getOrDefault("PGSYSCONFDIR", "");
        return system.isEmpty()
                // Where Debian's, the source's and Red Hat's libpq look.
                ? List.of(
                        own,
                        Path.of("/etc/postgresql-common/pg_service.conf"),
                        Path.of("/usr/local/pgsql/etc/pg_service.conf"),
                        Path.of("/etc/sysconfig/pgsql/pg_service.conf"))
                : List.of(own, Path.of(system).resolve("pg_service.conf"));
    }

    /** A path as people know it. */
    String words(Path path) {
        Path absolute = folder.resolve(path).normalize();
        if (folder.equals(absolute.getParent())) {
            return absolute.getFileName().toString();
        }
        return absolute.startsWith(home) ? "~/" + home.relativize(absolute) : absolute.toString();
    }

    private Path applicationData() {
        String folder = environment.getOrDefault("APPDATA", "");
        return (folder.isEmpty() ? home.resolve("AppData").resolve("Roaming") : Path.of(folder)).resolve("postgresql");
    }
}
