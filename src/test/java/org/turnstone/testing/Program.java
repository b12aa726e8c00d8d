package org.turnstone.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program under way. What it says goes into a file, so that it never waits for a reader, and the file goes. */
public final class Program {
    private static final Path OUTPUTS = Path.of("target", "programs").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 240;

    /** How it ended, and all it said. */
    public record Said(int exit, String output) {}

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @throws IOException when there is no such program, or no such folder */
    public static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path output = Files.createTempFile(Files.createDirectories(OUTPUTS), "program", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), output);
        } catch (IOException e) {
            Files.delete(output);
            throw e;
        }
    }

    /** Waits until it has ended. */
    public Said end() throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("It did not end: " + process.info());
            }
            return new Said(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
