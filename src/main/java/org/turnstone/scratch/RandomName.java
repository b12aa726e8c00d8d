package org.turnstone.scratch;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names and passwords nobody guesses. */
final class RandomName {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomName() {}

    /** Short enough for any path. */
    static String next() {
        return hex(6);
    }

    static String password() {
        return hex(24);
    }

    private static String hex(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
