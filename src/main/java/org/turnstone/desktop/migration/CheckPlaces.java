package org.turnstone.desktop.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** In which projects scripts are checked on the database that is looked at, in a file of our own. */
final class CheckPlaces {
    private static final String TARGET = "target";

    private final Path file;
    private final Properties known = new Properties();

    CheckPlaces(Path file) {
        this.file = file;
        try (Reader in = Files.newBufferedReader(file)) {
            known.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // Scratch it is then.
            known.clear();
        }
    }

    boolean isTarget(Path project) {
        return TARGET.equals(known.getProperty(project.toString()));
    }

    void remember(Path project, boolean target) {
        if (target) {
            known.setProperty(project.toString(), TARGET);
        } else {
            known.remove(project.toString());
        }
    }

    /** Writes it down; not on the JavaFX thread. */
    void write() throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file)) {
            known.store(out, null);
        }
    }
}
