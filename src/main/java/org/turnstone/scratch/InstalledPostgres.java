package org.turnstone.scratch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A PostgreSQL that is installed on this machine, with all programs that a server needs. Only its programs are used: the
 * server that Turnstone starts with them has a data folder of its own.
 *
 * @param bin the folder with its programs
 * @param version as people write it, such as {@code 15.18}
 */
public record InstalledPostgres(Path bin, String version) implements Installation {
    /** Older ones lack what the server's settings need. */
    private static final int OLDEST = 12;

    /** Where packages put it, a {@code *} for the version. */
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/usr/lib64/pgsql/bin",
            "/usr/local/pgsql/bin",
            "/usr/libexec/postgresql*/bin",
            "/usr/libexec/postgresql*",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/opt/local/lib/postgresql*/bin",
            "/Library/PostgreSQL/*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "C:/Program Files/PostgreSQL/*/bin");

    private static final Pattern VERSION = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:\\D|$)");
    private static final System.Logger LOG = System.getLogger(InstalledPostgres.class.getName());

    /** All there are, newest first. {@code TURNSTONE_POSTGRES} may name one more {@code bin} folder, and then it is the only one. */
    public static List<InstalledPostgres> find() {
        var named = System.getenv().getOrDefault("TURNSTONE_POSTGRES", "");
        return named.isBlank() ? in(usualFolders()) : in(List.of(Path.of(named)));
    }

    /** The one of this major version, or where there is none the newest. */
    public static Optional<InstalledPostgres> best(int major) {
        var all = find();
        return all.stream()
                .filter(each -> each.major() == major)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    static List<InstalledPostgres> in(List<Path> folders) {
        Set<Path> real = new LinkedHashSet<>();
        for (var folder : folders) {
            try {
                if (hasPrograms(folder)) {
                    real.add(folder.toRealPath());
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot look into {0}: {1}", folder, e.getMessage());
            }
        }
        List<InstalledPostgres> found = new ArrayList<>();
        for (var bin : real) {
            versionOf(bin).map(version -> new InstalledPostgres(bin, version)).ifPresent(found::add);
        }
        found.removeIf(each -> each.major() < OLDEST);
        found.sort(Comparator.comparing(InstalledPostgres::major).reversed());
        return found;
    }

    private static List<Path> usualFolders() {
        List<Path> folders = new ArrayList<>();
        for (var place : USUAL_PLACES) {
            folders.addAll(matching(place));
        }
        for (var entry : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            if (!entry.isBlank()) {
                folders.add(Path.of(entry));
            }
        }
        return folders;
    }

    /** At most one {@code *}, in a folder's name. */
    private static List<Path> matching(String place) {
        int star = place.indexOf('*');
        if (star < 0) {
            return List.of(Path.of(place));
        }
        int before = place.lastIndexOf('/', star);
        int after = place.indexOf('/', star);
        var pattern = place.substring(before + 1, after < 0 ? place.length() : after);
        var rest = after < 0 ? "" : place.substring(after + 1);
        List<Path> result = new ArrayList<>();
        var parent = Path.of(place.substring(0, before));
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, pattern)) {
                folders.forEach(folder -> result.add(rest.isEmpty() ? folder : folder.resolve(rest)));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot look into {0}: {1}", parent, e.getMessage());
            }
        }
        return result;
    }

    private static boolean hasPrograms(Path bin) {
        return List.of("postgres", "initdb", "pg_ctl").stream()
                .allMatch(name ->
                        Files.isExecutable(bin.resolve(name)) || Files.isExecutable(bin.resolve(name + ".exe")));
    }

    private static Optional<String> versionOf(Path bin) {
        try {
            var said = Command.run(List.of(bin.resolve("postgres").toString(), "--version"), bin);
            Matcher number = VERSION.matcher(said.output().replaceFirst("^.*\\(PostgreSQL\\)", ""));
            return said.exit() == 0 && number.find() ? Optional.of(number.group(1)) : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot run the programs in {0}: {1}", bin, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String key() {
        var crc = new CRC32();
        crc.update(bin.toString().getBytes(StandardCharsets.UTF_8));
        return "installed-" + version + "-" + Long.toHexString(crc.getValue());
    }

    @Override
    public String label() {
        return "The installed PostgreSQL " + version;
    }

    @Override
    public int major() {
        return Installation.super.major();
    }

    @Override
    public Programs programs(Path cacheFolder, ServerAccount account, Closing closing) {
        return new Programs(bin, account);
    }

    @Override
    public void discard(Path cacheFolder) {
        // They are not ours.
    }
}
