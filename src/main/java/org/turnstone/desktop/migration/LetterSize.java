package org.turnstone.desktop.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How large letters were when somebody changed it last, in a file of our own. */
final class LetterSize {
    static final double USUAL = 12.5;
    private static final String KEY = "fontSize";

    private final Path file;

    LetterSize(Path file) {
        this.file = file;
    }

    /** The usual size where nothing sensible is written. */
    double read() {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            double size = Double.parseDouble(properties.getProperty(KEY, ""));
            return size >= 8 && size <= 32 ? size : USUAL;
        } catch (IOException | IllegalArgumentException e) {
            return USUAL;
        }
    }

    void write(double size) throws IOException {
        var properties = new Properties();
        properties.setProperty(KEY, String.valueOf(size));
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }
}
