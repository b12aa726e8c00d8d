package org.turnstone.scratch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds a program of the system's also where PATH leaves the system's folders out, as service managers do. */
final class SystemProgram {
    private static final List<Path> USUAL_FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private SystemProgram() {}

    /** The program's full path, or its name where no usual folder has it and PATH must tell. */
    static String named(String name) {
        return USUAL_FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(name);
    }
}
