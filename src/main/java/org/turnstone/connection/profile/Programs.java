package org.turnstone.connection.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs other programs that know passwords: never by a shell, never a secret among the arguments, never for ever. */
final class Programs {
    /** How a program ended and what it said. What it said may be a secret. */
    record Result(int exit, byte[] output, String errors) {
        @Override
        public String toString() {
            return "exit " + exit;
        }
    }

    /** A password has no megabytes, and an error none that anybody reads. */
    private static final int MOST_BYTES = 1 << 20;

    private final Map<String, String> environment;
    private final Duration limit;

    Programs(Map<String, String> environment, Duration limit) {
        this.environment = environment;
        this.limit = limit;
    }

    /** Where the program is, on the environment's PATH unless it is a path itself. */
    Optional<Path> find(String program) {
        if (program.indexOf('/') >= 0 || program.indexOf('\\') >= 0) {
            return executable(program);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        for (String folder : environment
                .getOrDefault("PATH", environment.getOrDefault("Path", ""))
                .split(java.io.File.pathSeparator)) {
            for (String ending : windows ? new String[] {".exe", ".cmd", ".bat", ""} : new String[] {""}) {
                Optional<Path> found =
                        folder.isEmpty() ? Optional.empty() : executable(folder + "/" + program + ending);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> executable(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Runs it to its end; the problem calls it by the given name. */
    Result run(String name, List<String> words, byte[] input) throws ProfileProblem {
        Path program = find(words.getFirst())
                .orElseThrow(() -> new ProfileProblem("There is no program " + words.getFirst() + " here, which " + name
                        + " needs. Install it, or write its whole path."));
        List<String> command = new ArrayList<>(words);
        command.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = null;
        try {
            process = builder.start();
            return finished(process, name, input);
        } catch (IOException e) {
            throw new ProfileProblem("Cannot run " + program + " for " + name + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProfileProblem("Interrupted while waiting for " + name + ".", e);
        } finally {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private Result finished(Process process, String name, byte[] input)
            throws IOException, InterruptedException, ProfileProblem {
        AtomicReference<byte[]> output = new AtomicReference<>(new byte[0]);
        AtomicReference<byte[]> errors = new AtomicReference<>(new byte[0]);
        Thread reading = drain(process.getInputStream(), output);
        Thread hearing = drain(process.getErrorStream(), errors);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // A program that does not read what it is given may have ended already; its exit tells.
        }
        long end = System.nanoTime() + limit.toNanos();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProfileProblem("Gave up on " + name + ": it did not end within " + TimeText.of(limit)
                    + ". Does it wait for an answer, or for somebody to sign in?");
        }
        // A child it left behind may keep the pipe open, and is not waited for longer.
        for (Thread thread : List.of(reading, hearing)) {
            thread.join(Duration.ofNanos(Math.max(1, Math.min(end - System.nanoTime(), 2_000_000_000L))));
        }
        return new Result(process.exitValue(), output.get(), new String(errors.get()));
    }

    private static Thread drain(InputStream stream, AtomicReference<byte[]> into) {
        return Thread.ofVirtual().start(() -> {
            try (stream) {
                into.set(stream.readNBytes(MOST_BYTES));
                stream.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                // Killed while we listened: what it said is worth nothing.
            }
        });
    }
}
