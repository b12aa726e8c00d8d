package org.turnstone.connection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding in the strict form of RFC 3986: every UTF-8 byte that is not unreserved is written {@code %XX}. Of
 * all the encoders people use it is the one whose result every PostgreSQL client reads back.
 */
public final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** Encodes everything but {@code A–Z a–z 0–9 - . _ ~}. */
    public static String encode(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                result.append(c);
            } else {
                result.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return result.toString();
    }

    /**
     * Decodes {@code %XX}; everything else, {@code +} too, stands for itself.
     *
     * @throws IllegalArgumentException with a sentence that names the position, never the text, which may be a password
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint == '%') {
                bytes.write(hexByte(text, i));
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the %XX sequences are not valid UTF-8", e);
        }
    }

    private static int hexByte(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a % at character " + (at + 1)
                    + " is not followed by two hexadecimal digits; a % itself is" + " written %25");
        }
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("%00 stands for a character no PostgreSQL name or password can hold");
        }
        return high << 4 | low;
    }

    private static boolean isUnreserved(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
