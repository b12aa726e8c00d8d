package org.turnstone.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every way a secret may be written in a text: as it is, and as the encoders and quotings people use make it. */
final class SecretSpellings {
    private static final String SHORTEST_PIECE = ".{4,}";

    /** Words that messages are made of; hiding them would hide the message, and they give nothing away. */
    private static final Set<String> PLAIN_WORDS = Set.of(
            "host",
            "port",
            "user",
            "role",
            "password",
            "database",
            "server",
            "connection",
            "connect",
            "postgres",
            "postgresql",
            "jdbc",
            "localhost",
            "5432",
            "error",
            "fatal");

    private SecretSpellings() {}

    static Set<String> of(String raw) {
        Set<String> all = new LinkedHashSet<>();
        String form = URLEncoder.encode(raw, StandardCharsets.UTF_8);
        all.add(raw);
        for (String left : List.of(
                // Strict; encodeURIComponent; Python's quote, and SQLAlchemy's; encodeURI; what RFC 3986 would allow.
                "", "!'()*", "/", " +", "!'()*;/?:@&=+$,#", "!$&'()*+,;=:")) {
            all.add(encodedExcept(raw, left));
        }
        all.add(form);
        all.add(form.replace("+", "%20"));
        all.add(form.replace("*", "%2A").replace("%7E", "~"));
        all.add(everyByte(raw));
        List.copyOf(all).forEach(encoded -> all.add(lowerHex(encoded)));
        addQuotings(raw, all);
        all.remove("");
        return all;
    }

    /** What is left of a secret where a parser cut it at a special character and repeats what it found. */
    static Set<String> pieces(String raw) {
        Set<String> pieces = new LinkedHashSet<>();
        for (String piece : raw.split("[^\\p{L}\\p{M}\\p{N}\\p{S}\\p{Cf}_.!*~-]+|[$`^|<>=+]")) {
            if (piece.codePointCount(0, piece.length()) >= 4
                    && !PLAIN_WORDS.contains(piece.toLowerCase(Locale.ROOT))
                    && piece.matches(SHORTEST_PIECE)) {
                pieces.add(piece);
                pieces.add(PercentEncoding.encode(piece));
            }
        }
        return pieces;
    }

    private static void addQuotings(String raw, Set<String> all) {
        String json = raw.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        String html = raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        all.add(json);
        all.add(json.replace("/", "\\/"));
        all.add(unicodeEscaped(json, false));
        all.add(unicodeEscaped(json, true));
        all.add(unicodeEscaped(
                json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"), false));
        all.add(unicodeEscaped(json.replace("<", "\\u003c"), false));
        for (String apostrophe : List.of("'", "&#39;", "&#x27;", "&#039;", "&apos;")) {
            all.add(html.replace("'", apostrophe));
            all.add(html.replace("\"", "&quot;").replace("'", apostrophe));
            all.add(html.replace("\"", "&#34;").replace("'", apostrophe));
        }
        // A POSIX shell's '…' and "…", SQL's '…', libpq's key='…', .pgpass, PowerShell and .NET.
        all.add(raw.replace("'", "'\\''"));
        all.add(raw.replace("'", "'\"'\"'"));
        all.add(raw.replaceAll("([\\\\\"$`])", "\\\\$1"));
        all.add(raw.replaceAll("([\\\\\"$`])", "\\\\$1").replace("\n", "\\n").replace("\r", "\\r"));
        all.add(raw.replaceAll("([^A-Za-z0-9_.,:/@%+=-])", "\\\\$1"));
        all.add(raw.replace("'", "''"));
        all.add(raw.replace("\"", "\"\""));
        all.add(raw.replace("\\", "\\\\").replace("'", "''"));
        all.add(raw.replace("\\", "\\\\").replace("'", "\\'"));
        all.add(raw.replace("\\", "\\\\").replace(":", "\\:"));
        all.add(raw.replace("%", "%%"));
    }

    private static String encodedExcept(String raw, String left) {
        StringBuilder result = new StringBuilder();
        raw.codePoints().forEach(c -> {
            String one = Character.toString(c);
            result.append(left.contains(one) ? one : PercentEncoding.encode(one));
        });
        return result.toString();
    }

    private static String everyByte(String raw) {
        StringBuilder result = new StringBuilder();
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            result.append(String.format("%%%02X", b & 0xff));
        }
        return result.toString();
    }

    /** {@code %2F} as {@code %2f}; the rest stays. */
    private static String lowerHex(String encoded) {
        List<String> parts = new ArrayList<>(List.of(encoded.split("(?<=%[0-9A-F]{2})|(?=%[0-9A-F]{2})")));
        parts.replaceAll(part -> part.matches("%[0-9A-F]{2}") ? part.toLowerCase(Locale.ROOT) : part);
        return String.join("", parts);
    }

    private static String unicodeEscaped(String text, boolean upper) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain = c >= ' ' && c < 127;
            result.append(plain ? String.valueOf(c) : String.format(upper ? "\\u%04X" : "\\u%04x", (int) c));
        }
        return result.toString();
    }
}
