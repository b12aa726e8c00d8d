package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole folders copied and deleted. */
final class Trees {
    private Trees() {}

    static void copy(Path from, Path to, ServerAccount account, Closing closing) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                account.createPrivateFolder(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                closing.check();
                var copy = to.resolve(from.relativize(file));
                Files.copy(file, copy);
                account.own(copy);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A server that just ended may still be letting go of a file, so what appears meanwhile is deleted too. */
    static void delete(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce(folder);
                return;
            } catch (NoSuchFileException e) {
                if (!Files.exists(folder)) {
                    return;
                }
                giveUpAfter(attempt, e);
            } catch (IOException e) {
                giveUpAfter(attempt, e);
            }
        }
    }

    private static void giveUpAfter(int attempt, IOException failure) throws IOException {
        if (attempt == 10) {
            throw failure;
        }
        Pause.milliseconds(20);
    }

    private static void deleteOnce(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
