package org.turnstone.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What only the terminal's device knows and does: how wide it is, and reading a line without showing it. */
final class TerminalDevice {
    private static final int USUAL_WIDTH = 80;

    private TerminalDevice() {}

    /** In columns; 80 where nobody can tell. */
    static int width() {
        try {
            String[] size = stty("size").split(" ");
            int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /**
     * A line typed without being shown; null where standard input is not a terminal. Java's own console exists only
     * where standard output is a terminal too, which it is not in {@code URL=…$(turnstone encode)…}.
     */
    static String hiddenLine() {
        try {
            String before = stty("-g");
            if (before.isEmpty()) {
                return windowsLine();
            }
            Thread restore = new Thread(() -> restore(before));
            Runtime.getRuntime().addShutdownHook(restore);
            try {
                stty("-echo");
                System.err.print("Password: ");
                return typedLine();
            } finally {
                restore(before);
                Runtime.getRuntime().removeShutdownHook(restore);
                System.err.println();
            }
        } catch (IOException e) {
            return windowsLine();
        }
    }

    private static String windowsLine() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return null;
        }
        char[] typed = console.readPassword("Password: ");
        return typed == null ? "" : new String(typed);
    }

    private static String typedLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = System.in.read(); b >= 0 && b != '\n'; b = System.in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void restore(String settings) {
        try {
            stty(settings);
        } catch (IOException e) {
            System.err.println("The terminal may not show what is typed now; `stty echo` corrects that.");
        }
    }

    /** What stty answers about this process's own standard input; empty when that is not a terminal. */
    private static String stty(String argument) throws IOException {
        Process stty = new ProcessBuilder("stty", argument)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = stty.getInputStream()) {
            String answer = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.waitFor(2, TimeUnit.SECONDS) && stty.exitValue() == 0 ? answer : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
