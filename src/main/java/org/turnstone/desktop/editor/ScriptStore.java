package org.turnstone.desktop.editor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/** Reads scripts and writes them whole or not at all, and never over what somebody else wrote meanwhile. */
public final class ScriptStore {
    /** A file is no longer what it was when it was read. */
    public static final class ChangedOutside extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedOutside(Path file) {
            super(file.getFileName() + " was changed by another program");
        }
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
        return Files.getLastModifiedTime(file) + " " + Files.size(file);
    }

    /**
     * Writes a file that was read before.
     *
     * @param expected what was read; null writes whatever is there
     */
    public void write(Path file, byte[] expected, byte[] content) throws IOException {
        // A link stays a link: what it points to is what gets written.
        Path real = Files.exists(file) ? file.toRealPath() : file;
        if (expected != null && !(Files.exists(real) && Arrays.equals(expected, Files.readAllBytes(real)))) {
            throw new ChangedOutside(file);
        }
        Path fresh = Files.createTempFile(real.getParent(), ".turnstone-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = java.nio.ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            keepRights(real, fresh);
            move(fresh, real);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void keepRights(Path from, Path to) throws IOException {
        var rights = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (rights != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, rights.readAttributes().permissions());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
