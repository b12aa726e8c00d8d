package org.turnstone.format.sqlx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * A file's name as sqlx reads it (sqlx-core/src/migrate/source.rs, migration_type.rs).
 *
 * @param version what stands before the first {@code _}
 * @param description what stands after it, in words
 */
record SqlxFile(long version, String description, Type type) {
    /** Which of a version's scripts it is. */
    enum Type {
        SIMPLE(".sql"),
        UP(".up.sql"),
        DOWN(".down.sql");

        private final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }

        private static Type of(String name) {
            return name.endsWith(UP.suffix) ? UP : name.endsWith(DOWN.suffix) ? DOWN : SIMPLE;
        }

        private String without(String name) {
            String result = name;
            while (result.endsWith(suffix)) {
                result = result.substring(0, result.length() - suffix.length());
            }
            return result;
        }
    }

    private static final String NO_TRANSACTION = "-- no-transaction";

    /** Whether sqlx reads a file of this name at all. */
    static boolean isTaken(String name) {
        int underscore = name.indexOf('_');
        return underscore >= 0 && name.substring(underscore + 1).endsWith(Type.SIMPLE.suffix);
    }

    /** A name that is taken; null when what stands before its first {@code _} is no number, on which sqlx gives up. */
    static SqlxFile of(String name) {
        int underscore = name.indexOf('_');
        String number = name.substring(0, underscore);
        if (!number.matches("[+-]?[0-9]+")) {
            return null;
        }
        try {
            String right = name.substring(underscore + 1);
            Type type = Type.of(right);
            return new SqlxFile(Long.parseLong(number), type.without(right).replace('_', ' '), type);
        } catch (NumberFormatException e) {
            return null; // Beyond 64 bits.
        }
    }

    /** Whether a script asks to run outside a transaction: it begins with exactly these bytes. */
    static boolean wantsNoTransaction(String text) {
        return text.startsWith(NO_TRANSACTION);
    }

    /** Strictly: sqlx refuses anything that is not UTF-8. */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** SHA-384 of the text without the characters that are to be passed over. */
    static byte[] checksum(String text, Set<Integer> ignoredChars) {
        String hashed = text;
        if (!ignoredChars.isEmpty()) {
            StringBuilder kept = new StringBuilder(text.length());
            text.codePoints().filter(c -> !ignoredChars.contains(c)).forEach(kept::appendCodePoint);
            hashed = kept.toString();
        }
        try {
            return MessageDigest.getInstance("SHA-384").digest(hashed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }
}
