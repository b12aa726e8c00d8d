package org.turnstone.desktop.editor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    Drafts(Path folder, ProcessHandle process) {
        this.folder = folder;
        this.owner = owner(process);
    }

    private static String owner(ProcessHandle process) {
        return process.pid() + "-" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Keeps a text, instead of what was kept for the file before. */
    public void keep(Path file, byte[] base, String text) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "writing-", ".tmp");
        try {
            Files.writeString(fresh, file.toAbsolutePath() + "\n" + fingerprint(base) + "\n" + text);
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
        Path newest = null;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(f -> f.getFileName().toString().startsWith(name(file) + "-"))
                    .filter(f -> f.toString().endsWith(ENDING))
                    .filter(f -> !isOfLiving(f))
                    .toList()) {
                if (newest == null
                        || Files.getLastModifiedTime(each).compareTo(Files.getLastModifiedTime(newest)) > 0) {
                    newest = each;
                }
            }
        }
        if (newest == null) {
            return Optional.empty();
        }
        List<String> parts = List.of(Files.readString(newest).split("\n", 3));
        boolean whole = parts.size() == 3 && parts.getFirst().equals(file.toAbsolutePath().toString());
        return whole
                ? Optional.of(new Found(
                        parts.get(1),
                        parts.get(2),
                        Files.getLastModifiedTime(newest).toInstant(),
                        newest))
                : Optional.empty();
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
