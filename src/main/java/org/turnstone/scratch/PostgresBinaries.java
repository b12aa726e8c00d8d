package org.turnstone.scratch;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The packed PostgreSQL programs on the class path that run on this machine.
 *
 * @param archive the .txz
 * @param key names these very bytes, so that another version never meets this one's unpacked files
 * @param version as people write it, such as {@code 18.6}
 */
record PostgresBinaries(URL archive, String key, String version) implements Installation {
    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+)(?:\\.\\d+)?(?:-\\d+)?\\.jar");

    static PostgresBinaries ofThisMachine() throws IOException {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static PostgresBinaries of(String osName, String osArch) throws IOException {
        var platform = system(osName) + "-" + architecture(osArch);
        var archive = PostgresBinaries.class.getResource("/postgres-" + platform + ".txz");
        if (archive == null) {
            throw new IOException("this Turnstone carries no PostgreSQL for " + osName + " on " + osArch
                    + ". Use a PostgreSQL installed on this machine, or the target's own server");
        }
        var matcher = VERSION.matcher(archive.toString());
        var version = matcher.find() ? matcher.group(1) : "unknown";
        return new PostgresBinaries(archive, version + "-" + platform + "-" + fingerprint(archive), version);
    }

    private static String system(String osName) {
        var name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : name.replaceAll("\\s", "");
    }

    private static String architecture(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
    }

    /** A jar's directory already knows the checksum; reading 15 MB for it at every start would take longer. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        var crc = new CRC32();
        try (var in = archive.openStream()) {
            crc.update(in.readAllBytes());
        }
        return Long.toHexString(crc.getValue());
    }

    @Override
    public String label() {
        return "The built-in PostgreSQL";
    }

    @Override
    public Programs programs(Path cacheFolder, ServerAccount account, Closing closing) throws IOException {
        return Programs.in(cacheFolder, this, account, closing);
    }

    @Override
    public void discard(Path cacheFolder) throws IOException {
        Programs.discard(cacheFolder, this);
    }

    void unpackTo(Path folder, Closing closing) throws IOException {
        try (InputStream packed = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                closing.check();
                unpack(entry, tar, inside(folder, entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path place) throws IOException {
        createFolders(entry.isDirectory() ? place : place.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("unexpected hard link in the PostgreSQL archive: " + entry.getName());
        } else if (!entry.isDirectory()) {
            Files.copy(content, place);
            ServerAccount.openToEverybody(place, (entry.getMode() & 0100) != 0);
        }
    }

    private static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            Files.createDirectory(folder);
            ServerAccount.openToEverybody(folder, true);
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        var place = folder.resolve(name).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException("unexpected place in the PostgreSQL archive: " + name);
        }
        return place;
    }
}
