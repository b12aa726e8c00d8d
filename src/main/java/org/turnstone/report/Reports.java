package org.turnstone.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** Writes reports to files: which kind is told by the file's ending. */
public final class Reports {
    /** The endings a report's file may have, in a sentence. */
    public static final String ENDINGS = ".html, .md or .json";

    private Reports() {}

    /** Refuses a file that could not be written for its name, before any work is done for it. */
    public static void check(Path file) throws ReportProblem {
        renderer(file);
        if (Files.isDirectory(file)) {
            throw new ReportProblem(file + " is a folder. Name a file in it, such as " + file.resolve("report.html"));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ReportProblem("There is no folder " + folder + " to write " + file.getFileName() + " into.");
        }
    }

    /** Writes a report whole or not at all: a reader never sees half of one, a failure leaves the old one. */
    public static void write(Path file, ReportContent content) throws ReportProblem {
        check(file);
        byte[] bytes = renderer(file).render(content).getBytes(StandardCharsets.UTF_8);
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeAndSync(draft, bytes);
            replace(draft, target);
        } catch (AccessDeniedException e) {
            throw new ReportProblem("Not allowed to write " + file + ".");
        } catch (IOException e) {
            throw new ReportProblem("Cannot write " + file + ": " + e.getMessage() + ".");
        } finally {
            discard(draft);
        }
    }

    private interface Renderer {
        String render(ReportContent content);
    }

    private static Renderer renderer(Path file) throws ReportProblem {
        Path fileName = file.getFileName();
        String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return HtmlReport::of;
        } else if (name.endsWith(".md")) {
            return MarkdownReport::of;
        } else if (name.endsWith(".json")) {
            return JsonReport::of;
        }
        if (name.endsWith(".pdf")) {
            throw new ReportProblem("Turnstone does not write PDF yet: write " + file.resolveSibling(html(fileName))
                    + ", which is one file and is made to be printed, and have a browser save that as a PDF.");
        }
        throw new ReportProblem(
                "A report's file ends in " + ENDINGS + ", so that its kind is known; " + file + " does not.");
    }

    private static String html(Path pdf) {
        String name = pdf.toString();
        return name.substring(0, name.length() - ".pdf".length()) + ".html";
    }

    private static void writeAndSync(Path draft, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void replace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // The report's own outcome matters more than a draft that stays behind.
        }
    }
}
