package org.turnstone.scratch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One of the server's programs, carried out from start to end. */
final class Command {
    /** A slow machine's first initdb takes seconds; a minute means that it hangs. */
    private static final long LIMIT_SECONDS = 60;

    private static final long STEP_MILLIS = 20;

    /** What the programs need of our surroundings. PGPORT, or another libpq on the library path, would change what they do. */
    private static final Set<String> PASSED_ON = caseless(
            "PATH",
            "HOME",
            "TMPDIR",
            "TEMP",
            "TMP",
            "SystemRoot",
            "SystemDrive",
            "windir",
            "ComSpec",
            "NIX_LD",
            "NIX_LD_LIBRARY_PATH");

    /** How a command ended and what it said. */
    record Result(int exit, String output) {}

    private Command() {}

    static Result run(List<String> command, Path folder) throws IOException {
        return run(command, folder, Closing.NEVER);
    }

    /** Where the end comes first, the program is ended too. */
    static Result run(List<String> command, Path folder, Closing closing) throws IOException {
        var output = Files.createTempFile("turnstone", ".out");
        try {
            var process = start(command, folder, output);
            if (!ended(process, closing)) {
                throw new IOException(program(command) + " did not end within " + LIMIT_SECONDS + " seconds");
            }
            return new Result(
                    process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Its output goes to a file: a server it leaves behind would keep a pipe open. */
    static Process start(List<String> command, Path folder, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        cleanse(builder.environment());
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new CommandMissing(program(command), e);
        }
    }

    private static void cleanse(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !PASSED_ON.contains(name));
        environment.put("LC_ALL", "C");
    }

    private static boolean ended(Process process, Closing closing) throws IOException {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                closing.check();
                if (System.nanoTime() > end) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String program(List<String> command) {
        return Path.of(command.getFirst()).getFileName().toString();
    }

    private static Set<String> caseless(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
