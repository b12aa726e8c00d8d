package org.turnstone.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every way a secret may be written in a text: as it is, and as the encoders and quotings people use make it. */
final class SecretSpellings {
    private static final int SHORTEST_PIECE = 4;
    /** A shorter one is found in ordinary text, whatever it is made of. */
    private static final int SHORTEST_UNMISTAKABLE = 8;
    /** Nobody writes this much without meaning it. */
    private static final int NO_WORD = 40;

    /** Words, names, numbers and dates, and several of them: letters and then digits. */
    private static final Pattern WORDS =
            Pattern.compile("[\\p{L}\\p{M}]*+\\p{N}*+(?:[_ .,:/-]++[\\p{L}\\p{M}]*+\\p{N}*+)*+");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]*+");
    /** What ends a piece of an address, and so stands beside it in a password that was taken for one. */
    private static final String CUTS = "@/?#%&=:";

    private static final Pattern CUT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{S}\\p{Cf}_.!*~-]+|[$`^|<>=+]");

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

    /**
     * A part of a secret.
     *
     * @param before what stands before it in the secret, where addresses are cut; else null
     * @param after the same of what stands behind it
     */
    record Piece(String text, String before, String after) {
        /** Whether it may as well be a word of a message. */
        boolean isWord() {
            return WORDS.matcher(text).matches();
        }
    }

    private SecretSpellings() {}

    /** Whether a text in which this stands can only mean the secret. */
    static boolean isUnmistakable(String spelling) {
        return spelling.length() >= NO_WORD
                || spelling.length() >= SHORTEST_UNMISTAKABLE
                        && !WORDS.matcher(spelling).matches();
    }

    /** Whether a table or a column could be called so. */
    static boolean isName(String spelling) {
        return NAME.matcher(spelling).matches();
    }

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
    static Set<Piece> pieces(String raw) {
        Set<Piece> pieces = new LinkedHashSet<>();
        Matcher cut = CUT.matcher(raw);
        int begin = 0;
        while (begin <= raw.length()) {
            boolean more = cut.find();
            int end = more ? cut.start() : raw.length();
            String piece = raw.substring(begin, end);
            if (piece.codePointCount(0, piece.length()) >= SHORTEST_PIECE
                    && !PLAIN_WORDS.contains(piece.toLowerCase(Locale.ROOT))) {
                pieces.add(new Piece(piece, cutAt(raw, begin - 1), cutAt(raw, end)));
            }
            if (!more) {
                break;
            }
            begin = cut.end();
        }
        return pieces;
    }

    private static String cutAt(String raw, int at) {
        return at >= 0 && at < raw.length() && CUTS.indexOf(raw.charAt(at)) >= 0 ? raw.substring(at, at + 1) : null;
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
