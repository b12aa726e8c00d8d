package org.turnstone.desktop.platform;

import java.nio.file.Path;
import java.util.Optional;

/** The system's own windows and services: choosing a folder or a file, showing one, the clipboard. */
public interface Choosers {
    Optional<Path> folder(String title);

    /** A file to write, with one of the endings given. */
    Optional<Path> saveFile(String title, String suggestedName, java.util.List<String> endings);

    /** A file that is there. */
    Optional<Path> openFile(String title);

    /** Opens a file with the program the system has for it. */
    void open(Path file);

    /** Shows a file's folder in the system's file manager. */
    void reveal(Path file);

    /** What is on the clipboard, or an empty text. */
    String clipboard();

    void copy(String text);

    /** Copies a secret, and takes it off the clipboard again after a minute if it is still there. */
    void copySecret(String text);
}
