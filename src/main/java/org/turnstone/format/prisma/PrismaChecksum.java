package org.turnstone.format.prisma;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a script's text, compared whatever its line ends are (schema-connector/src/checksum.rs). */
final class PrismaChecksum {
    private static final int LENGTH = 64;

    private PrismaChecksum() {}

    static String of(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** Whether a row's checksum is that of the text, with its line ends as they are or converted. */
    static boolean matches(String recorded, String text) {
        return is(recorded, text)
                || is(recorded, text.replace("\r\n", "\n"))
                || is(recorded, text.replace("\n", "\r\n"));
    }

    private static boolean is(String recorded, String text) {
        return recorded.equals(recorded.length() == LENGTH ? of(text) : unpadded(text));
    }

    /** The first versions printed each byte without a leading zero. */
    static String unpadded(String text) {
        StringBuilder result = new StringBuilder(LENGTH);
        for (byte each : digest(text)) {
            result.append(Integer.toHexString(each & 0xff));
        }
        return result.toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }
}
