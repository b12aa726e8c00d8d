package org.turnstone.desktop.editor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** Reads scripts and writes them whole or not at all, and never over what somebody else wrote meanwhile. */
public final class ScriptStore {
    /** So many links lead from one to the next at most; more are a circle. */
    private static final int MOST_LINKS = 40;

    /** A file is no longer what it was when it was read. */
    public static final class ChangedOutside extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedOutside(Path file) {
            super(file.getFileName() + " was changed by another program");
        }
    }

    /** A file that nobody may write. Another one could be put in its place, which is not what its owner wanted. */
    public static final class ReadOnly extends IOException {
        private static final long serialVersionUID = 1L;

        ReadOnly(Path file) {
            super(file.toString());
        }
    }

    /** What happens when the text is on the disk and not yet in its place. */
    private final Runnable beforeMove;

    public ScriptStore() {
        this(() -> {});
    }

    ScriptStore(Runnable beforeMove) {
        this.beforeMove = beforeMove;
    }

    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    /** How the file's project wants it written. */
    public Habits habits(Path file) {
        return Habits.of(file);
    }

    /** Something that is another one after the file was written. */
    public Object stamp(Path file) throws IOException {
        var now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    }

    /**
     * Writes a file.
     *
     * @param expected what was read before; null where there was no file
     */
    public void write(Path file, byte[] expected, byte[] content) throws IOException {
        Path real = target(file);
        check(file, real, expected);
        if (expected == null) {
            put(file, real, null, content);
        } else if (!isWritable(real)) {
            throw new ReadOnly(file);
        } else if (hasOtherNames(real) || !Files.isWritable(real.getParent()) || !put(file, real, expected, content)) {
            writeInto(real, expected, content);
        }
    }

    /** A link stays a link, also one to a file that is gone: what it points to is what gets written. */
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path at = file;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(at); i++) {
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private static void check(Path file, Path real, byte[] expected) throws IOException {
        boolean there = Files.exists(real, LinkOption.NOFOLLOW_LINKS);
        if (expected == null ? there : !there || !Arrays.equals(expected, Files.readAllBytes(real))) {
            throw new ChangedOutside(file);
        }
    }

    /** The machine's mightiest user may write what is marked as read-only, and is not asked to. */
    private static boolean isWritable(Path real) throws IOException {
        var view = Files.getFileAttributeView(real, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> rights = view.readAttributes().permissions();
            if (!rights.contains(PosixFilePermission.OWNER_WRITE)
                    && !rights.contains(PosixFilePermission.GROUP_WRITE)
                    && !rights.contains(PosixFilePermission.OTHERS_WRITE)) {
                return false;
            }
        }
        return Files.isWritable(real);
    }

    /** Whether the file has other names, which would go on to mean the old text if another file took this one's. */
    private static boolean hasOtherNames(Path real) throws IOException {
        return real.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((Number) Files.getAttribute(real, "unix:nlink")).intValue() > 1;
    }

    /** Puts another file in its place; false where that would not be its owner's any more. */
    private boolean put(Path file, Path real, byte[] expected, byte[] content) throws IOException {
        // Not one of the system's temporary files: those are nobody else's to read, and a script is.
        Path fresh = real.resolveSibling(".turnstone-" + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, content);
            }
            if (expected != null && !keepsRights(real, fresh)) {
                return false;
            }
            beforeMove.run();
            // Writing takes a while, in which others write too.
            check(file, real, expected);
            if (expected == null) {
                Files.move(fresh, real);
            } else {
                move(fresh, real);
            }
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean keepsRights(Path from, Path to) throws IOException {
        var old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        var fresh = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (old == null || fresh == null) {
            return true;
        }
        PosixFileAttributes was = old.readAttributes();
        PosixFileAttributes is = fresh.readAttributes();
        try {
            if (!was.owner().equals(is.owner())) {
                fresh.setOwner(was.owner());
            }
            if (!was.group().equals(is.group())) {
                fresh.setGroup(was.group());
            }
        } catch (IOException e) {
            // Only some may give files away.
            return false;
        }
        fresh.setPermissions(was.permissions());
        return true;
    }

    /** Writes into the file itself, for where another one cannot take its place. When that fails, the old text comes back. */
    private static void writeInto(Path real, byte[] old, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE)) {
            try {
                write(channel, content);
            } catch (IOException e) {
                try {
                    write(channel.position(0), old);
                } catch (IOException again) {
                    e.addSuppressed(again);
                }
                throw e;
            }
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.truncate(content.length);
        channel.force(true);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            if (!Files.isRegularFile(to)) {
                throw new NoSuchFileException(to.toString());
            }
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
