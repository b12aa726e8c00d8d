package org.turnstone.format.knex;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.testing.Program;
import org.turnstone.testing.Program.Said;

/** The real knex, installed by npm once for all tests, and projects below it. */
final class KnexInstallation {
    static final String KNEX = "knex@3.3.0";
    private static final Path FOLDER = Path.of("target", "interop", "knex").toAbsolutePath();
    private static String problem;
    private static boolean tried;

    private KnexInstallation() {}

    /** A new folder in which {@code require('knex')} works; without Node or npm the test is skipped. */
    static synchronized Path newProject() throws IOException {
        if (!tried) {
            tried = true;
            problem = install();
        }
        assumeTrue(problem == null, () -> "not run: " + problem);
        Files.createDirectories(FOLDER.resolve("projects"));
        return Files.createTempDirectory(FOLDER.resolve("projects"), "p");
    }

    private static String install() {
        if (Node.find().isEmpty()) {
            return "Node is not installed";
        }
        if (List.of("knex", "pg", "sucrase").stream()
                .allMatch(name -> Files.exists(FOLDER.resolve("node_modules").resolve(name)))) {
            return null;
        }
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("package.json"), "{\"name\": \"turnstone-interop\", \"private\": true}");
            Said result = start(FOLDER, null, List.of("npm", "install", KNEX, "pg@8", "sucrase@3"))
                    .end();
            return result.exit() == 0 ? null : "npm could not install " + KNEX + ": " + result.output();
        } catch (IOException e) {
            return "npm cannot be started: " + e.getMessage();
        }
    }

    /** The knex command in a project's folder, on a target. */
    static Said knex(Path project, Target target, String... arguments) throws IOException {
        return startKnex(project, target, arguments).end();
    }

    static Program startKnex(Path project, Target target, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("node", FOLDER.resolve("node_modules/knex/bin/cli.js").toString()));
        command.addAll(List.of(arguments));
        return start(project, target, command);
    }

    private static Program start(Path folder, Target target, List<String> command) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("NO_COLOR", "1"));
        if (target != null) {
            environment.put("TEST_TARGET", Addresses.withPassword(target.address()));
        }
        return Program.start(folder, environment, command);
    }
}
