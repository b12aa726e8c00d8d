package org.turnstone.connection;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The files an address may be kept in. */
@FunctionalInterface
public interface AddressFiles {
    /** A file's text, and whether other users of the machine may read it. */
    record TextFile(String text, boolean openToOthers) {}

    /** Null where there is no such file, or none that can be read. */
    TextFile read(Path path);

    /** Those on this machine's disk. */
    static TextFile onDisk(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                return null;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return new TextFile(text, isOpenToOthers(path));
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"));
        } catch (UnsupportedOperationException e) {
            // Windows keeps a user's folders from others by itself, and libpq does not look either.
            return false;
        }
    }
}
