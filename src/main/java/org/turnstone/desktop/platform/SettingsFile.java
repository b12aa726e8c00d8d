package org.turnstone.desktop.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings on the disk: written whole or not at all, one writer at a time, and each change made to what is there
 * then, so that two windows do not undo each other's.
 */
public final class SettingsFile {
    /**
     * What was read.
     *
     * @param damage where a file that cannot be read is kept as soon as something changes; null when it could be read
     */
    public record Contents(Settings settings, String damage) {}

    /** A file lock is the process's: between our own threads this one counts. */
    private static final ReentrantLock OURS = new ReentrantLock();

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** {@code settings.json} in a folder for a program's state. */
    public static SettingsFile in(Path folder) {
        return new SettingsFile(folder.resolve("settings.json"));
    }

    /** What the file holds; the defaults when there is none, and when it cannot be read. */
    public Contents read() {
        try {
            Settings read = JSON.readValue(Files.readAllBytes(file), Settings.class);
            return new Contents(read == null ? Settings.DEFAULT : read, null);
        } catch (NoSuchFileException e) {
            return new Contents(Settings.DEFAULT, null);
        } catch (IOException | JacksonException e) {
            return new Contents(Settings.DEFAULT, aside().toString());
        }
    }

    /** Changes what is there now. */
    public void change(UnaryOperator<Settings> change) throws IOException {
        OURS.lock();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            file.resolveSibling(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                Contents now = read();
                if (now.damage() != null) {
                    Files.copy(file, aside(), StandardCopyOption.REPLACE_EXISTING);
                }
                Settings changed = change.apply(now.settings());
                if (!changed.equals(now.settings()) || now.damage() != null) {
                    write(JSON.writeValueAsBytes(changed));
                }
            }
        } finally {
            OURS.unlock();
        }
    }

    private Path aside() {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    private void write(byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), ".settings-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
