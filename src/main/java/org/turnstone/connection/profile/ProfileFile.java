package org.turnstone.connection.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The profile file on the disk. It is written whole or not at all, one writer at a time, and a damaged one is never
 * written over.
 */
final class ProfileFile {
    /** One edit of the file's contents. */
    @FunctionalInterface
    interface Change {
        void apply(ProfileDocument document) throws ProfileProblem;
    }

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    /** A file lock is the process's: between our own threads this one counts. */
    private static final ReentrantLock OURS = new ReentrantLock();

    private final Path path;

    ProfileFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    ProfileDocument read() throws ProfileProblem {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return ProfileDocument.empty(path);
        } catch (IOException e) {
            throw new ProfileProblem("Cannot read " + path + ": " + reason(e) + ".", e);
        }
        try {
            return ProfileDocument.parse(path, decoded(bytes));
        } catch (ProfileProblem e) {
            throw new ProfileProblem(path + " is damaged at " + e.getMessage() + ". " + copyAside(bytes)
                    + " Nothing is saved into a damaged file: correct it, or move it away and Turnstone begins a new"
                    + " one.");
        }
    }

    void change(Change change) throws ProfileProblem {
        locked(() -> {
            ProfileDocument document = read();
            change.apply(document);
            String text = document.text();
            ProfileDocument.parse(path, text);
            write(text.getBytes(StandardCharsets.UTF_8));
            return path;
        });
    }

    Path putAside() throws ProfileProblem {
        return locked(() -> {
            Path aside = freeAside();
            Files.move(path, aside);
            return aside;
        });
    }

    private interface Work {
        Path run() throws IOException, ProfileProblem;
    }

    private Path locked(Work work) throws ProfileProblem {
        OURS.lock();
        try {
            createFolder(path.getParent());
            try (FileChannel channel = FileChannel.open(
                            path.resolveSibling(path.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw new ProfileProblem("Cannot save " + path + ": " + reason(e) + ". The file is as it was before.", e);
        } finally {
            OURS.unlock();
        }
    }

    private void write(byte[] bytes) throws IOException {
        // Somebody who keeps the settings in a repository has a link here: what it points to is replaced, not the link.
        Path real = Files.exists(path) ? path.toRealPath() : path;
        sweep(real.getParent());
        Path temporary = posix()
                ? Files.createTempFile(real.getParent(), ".profiles-", ".tmp", OWNER_ONLY_FILE)
                : Files.createTempFile(real.getParent(), ".profiles-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (posix()) {
            try (FileChannel folder = FileChannel.open(real.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /** What a killed writer left: we hold the lock, so nobody is writing one now. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".profiles-*.tmp")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String copyAside(byte[] bytes) {
        try (DirectoryStream<Path> copies =
                Files.newDirectoryStream(path.getParent(), path.getFileName() + ".damaged-*")) {
            for (Path copy : copies) {
                if (Arrays.equals(Files.readAllBytes(copy), bytes)) {
                    return "A copy of it is in " + copy + ".";
                }
            }
            Path aside = freeAside();
            Files.copy(path, aside, StandardCopyOption.COPY_ATTRIBUTES);
            return "A copy of it was put into " + aside + ".";
        } catch (IOException e) {
            return "It could not be copied aside: " + reason(e) + ".";
        }
    }

    private Path freeAside() {
        String name = path.getFileName() + ".damaged-" + STAMP.format(LocalDateTime.now());
        Path aside = path.resolveSibling(name);
        for (int i = 2; Files.exists(aside); i++) {
            aside = path.resolveSibling(name + "-" + i);
        }
        return aside;
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (posix()) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean posix() {
        return java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");
    }

    private static String decoded(byte[] bytes) throws ProfileProblem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            String good = new String(bytes, StandardCharsets.UTF_8);
            String before = good.substring(0, Math.max(0, good.indexOf('\ufffd')));
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new ProfileProblem("line " + line + ", column " + column + ": it is not UTF-8 there");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileSystemException problem when problem.getReason() != null -> problem.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
