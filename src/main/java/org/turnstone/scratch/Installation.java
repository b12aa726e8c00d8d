package org.turnstone.scratch;

import java.io.IOException;
import java.nio.file.Path;

/** PostgreSQL's programs of one version: those Turnstone carries, or some that are installed on this machine. */
interface Installation {
    /** Names exactly these programs in the cache, so that no other version meets what was made with them. */
    String key();

    /** As people write it, such as {@code 18.6}. */
    String version();

    /** What a sentence calls the server that they start. */
    String label();

    /** The programs, ready to run. */
    Programs programs(Path cacheFolder, ServerAccount account, Closing closing) throws IOException;

    /** Makes the next use prepare them again, where that is ours to do. */
    void discard(Path cacheFolder) throws IOException;

    /** The first number of the version; 0 when it is not known. */
    default int major() {
        var digits = version().split("\\D", 2)[0];
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
