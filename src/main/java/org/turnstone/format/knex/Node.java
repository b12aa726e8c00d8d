package org.turnstone.format.knex;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Node on this machine, and our driver in it. What is secret goes by the environment only. */
final class Node {
    /** Where Node is even when PATH, as desktops hand it on, does not say so. */
    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", "/opt/local/bin", "/snap/bin");

    private final Path program;

    private Node(Path program) {
        this.program = program;
    }

    /** What Node says is JSON. Only who speaks to it needs the reader: to open a window, its loading would be long. */
    static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder().build();

        private Json() {}
    }

    /** The node on the path, or in a usual folder. */
    static Optional<Node> find() {
        List<String> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator)));
        }
        folders.addAll(USUAL_FOLDERS);
        for (String folder : folders) {
            for (String name : List.of("node", "node.exe")) {
                Path file = folder.isEmpty() ? null : Path.of(folder, name);
                if (file != null && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(new Node(file));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the project has knex installed, where Node's {@code require} looks for it. */
    static boolean hasKnex(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("node_modules/knex/package.json"))) {
                return true;
            }
        }
        return false;
    }

    /** Starts the driver in a folder, with this task and these variables. Its file is gone with its process. */
    Process start(Path folder, Map<String, Object> task, Map<String, String> variables) throws IOException {
        Path driver = Files.createTempFile("turnstone-knex", ".cjs");
        try (InputStream source = Node.class.getResourceAsStream("driver.cjs")) {
            Files.copy(source, driver, StandardCopyOption.REPLACE_EXISTING);
            ProcessBuilder builder = new ProcessBuilder(program.toString(), driver.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(variables);
            builder.environment().put("TURNSTONE_KNEX", Json.MAPPER.writeValueAsString(task));
            Process process = builder.start();
            process.onExit().thenRun(() -> delete(driver));
            return process;
        } catch (IOException e) {
            delete(driver);
            throw e;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A copy of our own program in the folder for temporary files, which the system empties.
        }
    }
}
