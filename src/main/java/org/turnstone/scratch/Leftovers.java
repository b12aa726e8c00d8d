package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Cached folders appear whole or not at all; what a killed Turnstone had begun begins with a dot. */
final class Leftovers {
    private Leftovers() {}

    static void delete(Path parent) throws IOException {
        try (var begun = Files.newDirectoryStream(parent, ".*")) {
            for (var folder : begun) {
                Trees.delete(folder);
            }
        }
    }

    static Path newFolder(Path parent) throws IOException {
        return Files.createDirectory(parent.resolve(".new-" + RandomName.next()));
    }

    /** Puts a finished folder where a missing or damaged one should be. */
    static void replace(Path folder, Path finished) throws IOException {
        if (Files.exists(folder)) {
            var old = folder.resolveSibling(".old-" + RandomName.next());
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(old);
        } else {
            Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
