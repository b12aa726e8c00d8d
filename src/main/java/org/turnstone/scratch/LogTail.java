package org.turnstone.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The last lines of what a program said, for a message somebody reads. */
final class LogTail {
    private static final int LINES = 12;

    private LogTail() {}

    static String of(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("\n"));
    }

    /** Empty when the file cannot be read: the failure that led here matters more. */
    static String of(Path file) {
        try {
            return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "";
        }
    }
}
