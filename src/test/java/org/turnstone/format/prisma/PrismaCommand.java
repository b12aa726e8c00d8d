package org.turnstone.format.prisma;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

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

    record Answer(int exit, String output) {}

    /** Makes sure that it is there; what is missing skips the test. */
    static void install() throws IOException, InterruptedException {
        require(start(Path.of(".").toAbsolutePath(), Map.of(), List.of("node", "--version")), "Node");
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
                start(folder, Map.of(), List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")),
                "npm and its registry");
        Files.writeString(mark, packages);
    }

    private static void require(Running command, String what) throws InterruptedException {
        Answer answer = command == null ? null : command.end();
        Assumptions.assumeTrue(
                answer != null && answer.exit == 0,
                () -> "The real Prisma cannot run: it needs " + what
                        + (answer == null ? "." : "; it said: " + answer.output.strip()));
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

    static Answer migrate(Path project, String url, String... arguments) throws IOException, InterruptedException {
        return startMigrate(project, url, arguments).end();
    }

    static Running startMigrate(Path project, String url, String... arguments) throws IOException {
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
        return start(project, environment, command);
    }

    private static Running start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile("prisma", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), output);
        } catch (IOException e) {
            Files.delete(output);
            return null; // There is no such program.
        }
    }

    /** A command under way. */
    record Running(Process process, Path log) {
        Answer end() throws InterruptedException {
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("Did not end: " + process.info());
            }
            try {
                String output = Files.readString(log, StandardCharsets.UTF_8);
                Files.delete(log);
                return new Answer(process.exitValue(), output);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
