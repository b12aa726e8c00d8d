package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What went wrong with files, in words: the JDK's own messages are often the bare path. */
final class Reason {
    private Reason() {}

    static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied ->
                denied.getFile() + " may not be read or written; TURNSTONE_CACHE can name another folder";
            case FileSystemException files
            when files.getReason() == null ->
                files.getFile() + " (" + files.getClass().getSimpleName() + ")";
            default -> failure.getMessage();
        };
    }
}
