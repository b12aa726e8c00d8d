package org.turnstone.desktop.editor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Text that was written and not saved, kept in files of our own for the case that Turnstone or the machine ends without
 * asking. Each Turnstone writes only its own files, and takes over only those whose Turnstone is gone.
 */
public final class Drafts {
    private static final String ENDING = ".draft";

    /**
     * What was found of one that is gone.
     *
     * @param base a fingerprint of the file it was written over
     * @param when it was written last
     */
    public record Found(String base, String text, Instant when, Path kept) {}

    private final Path folder;
    private final String owner;

    public Drafts(Path folder) {
        this(folder, ProcessHandle.current());
    }

    /** The drafts of another process. */
    public static Drafts of(Path folder, ProcessHandle process) {
        return new Drafts(folder, process);
    }

    private Drafts(Path folder, ProcessHandle process) {
        this.folder = folder;
        this.owner = owner(process);
    }

    private static String owner(ProcessHandle process) {
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Keeps a text, instead of what was kept for the file before. */
    public void keep(Path file, byte[] base, String text) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "writing-", ".tmp");
        try {
            byte[] content =
                    (file.toAbsolutePath() + "\n" + fingerprint(base) + "\n" + text).getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                // A machine that loses its power would else have the new name and none of the text.
                channel.force(true);
            }
            Files.move(fresh, own(file), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The file is as it should be: nothing has to be kept for it. */
    public void forget(Path file) throws IOException {
        Files.deleteIfExists(own(file));
    }

    /** What a Turnstone that is gone has left for a file, the newest. */
    public Optional<Found> find(Path file) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(f -> f.getFileName().toString().startsWith(name(file) + "-"))
                    .filter(f -> f.toString().endsWith(ENDING))
                    .filter(f -> !isOfLiving(f))
                    .toList();
        }
        Found newest = null;
        for (Path each : left) {
            Found found = read(file, each);
            if (found != null && (newest == null || found.when().isAfter(newest.when()))) {
                newest = found;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** A draft that can be read; null for one that is broken, which must not hide another. */
    private static Found read(Path file, Path draft) {
        try {
            List<String> parts = List.of(Files.readString(draft).split("\n", 3));
            return parts.size() == 3
                            && parts.getFirst().equals(file.toAbsolutePath().toString())
                    ? new Found(
                            parts.get(1),
                            parts.get(2),
                            Files.getLastModifiedTime(draft).toInstant(),
                            draft)
                    : null;
        } catch (IOException e) {
            System.getLogger(Drafts.class.getName()).log(System.Logger.Level.DEBUG, "draft", e);
            return null;
        }
    }

    /** What was found is somebody's business now. */
    public void take(Found found) throws IOException {
        Files.deleteIfExists(found.kept());
    }

    public static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path own(Path file) {
        return folder.resolve(name(file) + "-" + owner + ENDING);
    }

    private static String name(Path file) {
        return fingerprint(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 20);
    }

    private boolean isOfLiving(Path draft) {
        String name = draft.getFileName().toString();
        String[] parts = name.substring(0, name.length() - ENDING.length()).split("-");
        if (parts.length != 3) {
            return true;
        }
        String written = parts[1] + "-" + parts[2];
        try {
            return ProcessHandle.of(Long.parseLong(parts[1]))
                    .filter(process -> owner(process).equals(written))
                    .isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
