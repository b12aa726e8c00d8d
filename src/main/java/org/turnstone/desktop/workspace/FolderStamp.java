package org.turnstone.desktop.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;

/** A short text that is another one as soon as a file below a folder is added, removed or written. */
final class FolderStamp {
    private static final int DEEPEST = 4;

    private FolderStamp() {}

    static String of(Path folder) throws IOException {
        long[] files = {0};
        long[] sum = {0};
        Files.walkFileTree(
                folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        String name = String.valueOf(directory.getFileName());
                        // Projects may keep their migrations in the root, beside what tools put there.
                        boolean foreign =
                                !directory.equals(folder) && (name.startsWith(".") || name.equals("node_modules"));
                        return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        files[0]++;
                        // A sum, because the order in which a file system lists is its own affair.
                        sum[0] += mixed(file.toString().hashCode() * 31L
                                        + attributes.lastModifiedTime().toMillis() * 17L)
                                + mixed(attributes.size() + file.hashCode());
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (file.equals(folder)) {
                            throw e;
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files[0] + " " + sum[0];
    }

    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        return z ^ z >>> 29;
    }
}
