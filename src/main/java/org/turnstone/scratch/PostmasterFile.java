package org.turnstone.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a running server says about itself in its data folder's {@code postmaster.pid}.
 *
 * @param started in seconds since 1970
 * @param status {@code ready} once it takes connections
 */
record PostmasterFile(Path data, long pid, long started, String status) {
    private static final int PID = 0;
    private static final int STARTED = 2;
    private static final int STATUS = 7;

    /** Empty when there is none, or when it is only just being written. */
    static Optional<PostmasterFile> read(Path data) {
        try {
            var text = new String(Files.readAllBytes(data.resolve("postmaster.pid")), StandardCharsets.UTF_8);
            var lines = text.lines().map(String::strip).toList();
            if (lines.size() <= STARTED) {
                return Optional.empty();
            }
            var status = lines.size() > STATUS ? lines.get(STATUS) : "";
            // A single-user server writes its number negative; initdb ends those itself.
            long pid = Math.abs(Long.parseLong(lines.get(PID)));
            return Optional.of(new PostmasterFile(data, pid, Long.parseLong(lines.get(STARTED)), status));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean ready() {
        return status.equals("ready") && alive();
    }

    /** Whether that process is there and really is the server of this folder: numbers are given out again. */
    boolean alive() {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::info)
                .filter(this::isOurServer)
                .isPresent();
    }

    private boolean isOurServer(ProcessHandle.Info info) {
        if (info.arguments().isPresent()) {
            return Arrays.asList(info.arguments().get()).contains(data.toString());
        }
        // Windows does not tell arguments. A process that has ended and was not yet collected tells nothing at all.
        boolean postgres = info.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        var startedAt = info.startInstant().orElse(Instant.MIN);
        return postgres
                && startedAt.isAfter(Instant.EPOCH)
                && Duration.between(startedAt, Instant.ofEpochSecond(started))
                                .abs()
                                .toSeconds()
                        <= 5;
    }
}
