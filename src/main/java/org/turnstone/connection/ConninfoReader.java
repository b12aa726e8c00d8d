package org.turnstone.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads libpq's {@code key=value key='it\'s'}. */
final class ConninfoReader {
    private static final Pattern BEGIN = Pattern.compile("(?s)\\s*([a-z_]+)\\s*=.*");
    private static final String QUOTE =
            " A value with a space in it stands in '…', and there ' is written \\' and \\ is"
                    + " written \\\\; `turnstone encode --for conninfo` prints a password that way.";

    private final String text;
    private int at;

    private ConninfoReader(String text) {
        this.text = text;
    }

    /** Whether a text begins as one does. */
    static boolean recognises(String text) {
        var begin = BEGIN.matcher(text);
        return begin.matches() && ParameterNames.isLibpq(begin.group(1));
    }

    static Findings read(String text) throws ConnectionFailure {
        Findings findings = new Findings(AddressForm.CONNINFO);
        Parameters parameters = new Parameters(findings, QUOTE.strip(), false);
        for (Map.Entry<String, String> pair : pairs(text).entrySet()) {
            parameters.put(pair.getKey(), pair.getValue());
        }
        parameters.end();
        return findings;
    }

    /** The keys and values as they stand; of a key given twice, the last. */
    static Map<String, String> pairs(String text) throws ConnectionFailure {
        return new ConninfoReader(text).pairs();
    }

    private Map<String, String> pairs() throws ConnectionFailure {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && !isSpace(text.charAt(at))) {
                at++;
            }
            String key = text.substring(start, at);
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '=' || key.isEmpty()) {
                throw Findings.bad("A word in the key=value address has no = after it." + QUOTE);
            }
            at++;
            skipSpace();
            pairs.remove(key);
            pairs.put(key, at < text.length() && text.charAt(at) == '\'' ? quoted() : plain());
        }
        return pairs;
    }

    private String plain() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !isSpace(text.charAt(at))) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        return value.toString();
    }

    private String quoted() throws ConnectionFailure {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        throw Findings.bad("A value in the key=value address begins with ' and does not end with one." + QUOTE);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
