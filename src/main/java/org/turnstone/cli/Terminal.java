package org.turnstone.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a command was typed and where its answer goes.
 *
 * @param interactive whether people watch: standard output is a terminal
 * @param width in columns; only asked where it is interactive
 * @param unicode whether the streams can show every character
 * @param prompt asks for a password without showing it; gives null where nobody is there to type
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean interactive,
        Supplier<Integer> width,
        boolean unicode,
        boolean display,
        Supplier<String> prompt) {

    /** The one this process was started in. */
    public static Terminal system() {
        Charset charset = charset();
        Console console = System.console();
        return new Terminal(
                System.in,
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                System.getenv(),
                console != null && console.isTerminal(),
                TerminalDevice::width,
                charset.newEncoder().canEncode("●✓…"),
                hasDisplay(System.getenv(), System.getProperty("os.name")),
                TerminalDevice::hiddenLine);
    }

    /** Whether a window could be shown: X11 or Wayland on Linux, a session with a screen elsewhere. */
    static boolean hasDisplay(Map<String, String> environment, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("windows") || os.contains("mac")) {
            return !Boolean.getBoolean("java.awt.headless");
        }
        return !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    /** Colours: on a terminal that has some, unless https://no-color.org says no. */
    boolean colours() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    private static Charset charset() {
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        // A container or a build server without a locale says ASCII, and shows UTF-8.
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }
}
