package org.turnstone.format.prisma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.turnstone.testing.Program;
import org.turnstone.testing.Program.Said;

/**
 * Prisma's own command line, installed by npm below target. Its native engine is not on npm; the same engine compiled to
 * WebAssembly is, and {@code schema-engine-shim.mjs} lets the command line speak to that.
 */
final class PrismaCommand {
    private static final Path HOME = Path.of("target", "interop", "prisma").toAbsolutePath();
    private static final Path CLI = HOME.resolve("cli");
    private static final Path SHIM = HOME.resolve("shim");
    private static final Path ENGINE = HOME.resolve("engine.sh");
    private static final String CLI_PACKAGES = "{\"private\":true,\"dependencies\":{\"prisma\":\"7.10.1\"}}";
    private static final String SHIM_PACKAGES = "{\"private\":true,\"dependencies\":{\"@prisma/schema-engine-wasm\":"
            + "\"8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323\",\"@prisma/adapter-pg\":\"7.10.1\","
            + "\"@prisma/driver-adapter-utils\":\"7.10.1\",\"pg\":\"8.16.3\"}}";

    private PrismaCommand() {}

    /** Makes sure that it is there; what is missing skips the test. */
    static void install() throws IOException, InterruptedException {
        require(Path.of("").toAbsolutePath(), List.of("node", "--version"), "Node");
        install(CLI, CLI_PACKAGES);
        install(SHIM, SHIM_PACKAGES);
        Path shim = Path.of("src", "test", "resources", "prisma-interop", "schema-engine-shim.mjs")
                .toAbsolutePath();
        Files.writeString(
                ENGINE, "#!/bin/sh\nexport PRISMA_SHIM_MODULES='" + SHIM + "'\nexec node '" + shim + "' \"$@\"\n");
        if (!ENGINE.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + ENGINE + " executable");
        }
    }

    private static void install(Path folder, String packages) throws IOException, InterruptedException {
        Path mark = folder.resolve("installed.json");
        if (Files.exists(mark) && Files.readString(mark).equals(packages)) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), packages);
        require(
                folder,
                List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"),
                "npm and its registry");
        Files.writeString(mark, packages);
    }

    private static void require(Path folder, List<String> command, String what) {
        Said answer = answer(folder, command);
        Assumptions.assumeTrue(
                answer != null && answer.exit() == 0,
                () -> "The real Prisma cannot run: it needs " + what
                        + (answer == null
                                ? "."
                                : "; it said: " + answer.output().strip()));
    }

    /** Null when there is no such program. */
    private static Said answer(Path folder, List<String> command) {
        try {
            return Program.start(folder, Map.of(), command).end();
        } catch (IOException e) {
            return null;
        }
    }

    /** A folder in which a project's configuration finds Prisma's modules. */
    static Path projectFolder() throws IOException {
        Path folder = Files.createDirectories(CLI.resolve("work"));
        return Files.createTempDirectory(folder, "p");
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static Said migrate(Path project, String url, String... arguments) throws IOException, InterruptedException {
        return startMigrate(project, url, arguments).end();
    }

    static Program startMigrate(Path project, String url, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node", CLI.resolve("node_modules/prisma/build/index.js").toString(), "migrate"));
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "CHECKPOINT_DISABLE",
                "1",
                "PRISMA_HIDE_UPDATE_MESSAGE",
                "1",
                "NO_COLOR",
                "1",
                "PRISMA_SCHEMA_ENGINE_BINARY",
                ENGINE.toString(),
                "PRISMA_SHIM_WASM",
                CLI.resolve("node_modules/prisma/build/schema_engine_bg.wasm").toString(),
                "DATABASE_URL",
                url);
        return Program.start(project, environment, command);
    }
}
