package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How many files a cached folder had when it was whole, and how large. Cleaners of old files and full disks leave
 * folders that look right and are not; counting costs a few milliseconds, a server without its time zones a day.
 */
record Seal(long files, long bytes) {
    private static final String NAME = "seal";

    /** Marks a folder as whole. */
    static void put(Path folder) throws IOException {
        Files.writeString(folder.resolve(NAME), count(folder).toString());
    }

    /** Marks a folder as not whole. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    static boolean intact(Path folder) {
        try {
            return Files.readString(folder.resolve(NAME)).equals(count(folder).toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static Seal count(Path folder) throws IOException {
        var counter = new SimpleFileVisitor<Path>() {
            long files;
            long bytes;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.getParent().equals(folder) || !file.endsWith(NAME)) {
                    files++;
                    bytes += attributes.size();
                }
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(folder, counter);
        return new Seal(counter.files, counter.bytes);
    }
}
