package org.turnstone.format.knex;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;

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
            Result result = start(FOLDER, null, List.of("npm", "install", KNEX, "pg@8", "sucrase@3"))
                    .ended();
            return result.exit == 0 ? null : "npm could not install " + KNEX + ": " + result.output;
        } catch (IOException e) {
            return "npm cannot be started: " + e.getMessage();
        }
    }

    record Result(int exit, String output) {}

    record Running(Process process, Path output) {
        Result ended() throws IOException {
            try {
                if (!process.waitFor(180, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("did not end");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        }
    }

    /** The knex command in a project's folder, on a target. */
    static Result knex(Path project, Target target, String... arguments) throws IOException {
        return startKnex(project, target, arguments).ended();
    }

    static Running startKnex(Path project, Target target, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("node", FOLDER.resolve("node_modules/knex/bin/cli.js").toString()));
        command.addAll(List.of(arguments));
        return start(project, target, command);
    }

    private static Running start(Path folder, Target target, List<String> command) throws IOException {
        Path output = Files.createTempFile("knex", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NO_COLOR", "1");
        if (target != null) {
            builder.environment().put("TEST_TARGET", Addresses.withPassword(target.address()));
        }
        return new Running(builder.start(), output);
    }
}
