package org.turnstone.scratch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stops the servers and deletes the folders that killed Turnstones left. */
final class Sweep {
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private Sweep() {}

    /** What cannot be swept now is left to the next time: it must not keep anybody from starting. */
    static void of(Path clusters, Programs programs) throws IOException {
        try (var folders = Files.newDirectoryStream(clusters, Files::isDirectory)) {
            for (var folder : folders) {
                try {
                    var dead = ClusterFolder.ofTheDead(folder);
                    if (dead.isPresent() && dead.get().isKept()) {
                        dead.get().leave();
                    } else if (dead.isPresent()) {
                        dead.get().remove(programs);
                    }
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "left for the next time: " + folder, e);
                }
            }
        }
    }
}
