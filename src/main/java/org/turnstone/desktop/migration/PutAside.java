package org.turnstone.desktop.migration;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Texts that somebody decided against, kept in a folder of our own for the case that it was the wrong decision. */
final class PutAside {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MOST = 200;
    /** With the time before it, a name must not become too long for the disk; four bytes a character at most. */
    private static final int LONGEST_NAME = 50;

    private final Path folder;

    PutAside(Path folder) {
        this.folder = folder;
    }

    /** Keeps a text of a file and says where; the oldest ones go. */
    Path keep(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder);
        String name = file.getFileName().toString();
        Path kept = write(
                TIME.format(LocalDateTime.now()), name.substring(Math.max(0, name.length() - LONGEST_NAME)), content);
        forgetOldest();
        return kept;
    }

    private Path write(String time, String name, byte[] content) throws IOException {
        for (int i = 1; ; i++) {
            Path place = folder.resolve(time + (i == 1 ? "-" : "-" + i + "-") + name);
            try {
                return Files.write(place, content, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                // Within one second: under another name.
            }
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.sorted().toList();
        }
        for (Path each : all.subList(0, Math.max(0, all.size() - MOST))) {
            Files.deleteIfExists(each);
        }
    }
}
