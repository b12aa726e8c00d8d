package org.turnstone.sql;

import java.nio.charset.StandardCharsets;

/** What the server makes of names and literals as they are written. */
final class Names {
    private static final int MOST_BYTES = 63;

    private Names() {}

    /** Whether the token can be a name. */
    static boolean isName(Token token) {
        return switch (token.kind()) {
            case KEYWORD, IDENTIFIER, QUOTED_IDENTIFIER -> true;
            default -> false;
        };
    }

    /** The name as the catalog has it: in lower case unless quoted, and no longer than the catalog allows. */
    static String name(CharSequence text, Token token) {
        if (token.kind() == TokenKind.QUOTED_IDENTIFIER) {
            return shortened(unquoted(text, token, '"'));
        }
        StringBuilder folded = new StringBuilder(token.end() - token.start());
        for (int i = token.start(); i < token.end(); i++) {
            folded.append(Characters.folded(text.charAt(i)));
        }
        return shortened(folded.toString());
    }

    /** A string literal's value; escapes other than of a quote or a backslash stay as written. */
    static String value(CharSequence text, Token token) {
        return switch (token.kind()) {
            case STRING -> unquoted(text, token, '\'');
            case DOLLAR_STRING -> {
                String quoted = text.subSequence(token.start(), token.end()).toString();
                int tag = quoted.indexOf('$', 1) + 1;
                yield quoted.substring(tag, Math.max(tag, quoted.length() - tag));
            }
            default -> text.subSequence(token.start(), token.end()).toString();
        };
    }

    private static String unquoted(CharSequence text, Token token, char quote) {
        int start = token.start();
        while (text.charAt(start) != quote) {
            start++;
        }
        boolean unicode = start - token.start() == 2;
        boolean escapes = start - token.start() == 1 && Characters.folded(text.charAt(token.start())) == 'e';
        boolean closed = token.end() - start > 1 && text.charAt(token.end() - 1) == quote;
        int end = closed ? token.end() - 1 : token.end();
        StringBuilder value = new StringBuilder(end - start);
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            int digits = unicode && c == '\\' ? unicodeDigits(text, i, end) : 0;
            if (digits > 0) {
                int last = i + (digits == 6 ? 8 : 5);
                value.appendCodePoint(Integer.parseInt(text, last - digits, last, 16));
                i = last - 1;
            } else {
                boolean doubled = i + 1 < end && (c == quote || c == '\\' && (unicode && text.charAt(i + 1) == c));
                boolean escaped = i + 1 < end && escapes && c == '\\' && "'\\".indexOf(text.charAt(i + 1)) >= 0;
                value.append(doubled || escaped ? text.charAt(++i) : c);
            }
        }
        return value.toString();
    }

    // How many digits follow the backslash there: four, six after a plus, or none that are right.
    private static int unicodeDigits(CharSequence text, int backslash, int end) {
        boolean six = backslash + 1 < end && text.charAt(backslash + 1) == '+';
        int first = backslash + (six ? 2 : 1);
        int digits = six ? 6 : 4;
        if (first + digits > end) {
            return 0;
        }
        int code = 0;
        for (int i = first; i < first + digits; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || Character.digit(c, 16) < 0) {
                return 0;
            }
            code = code * 16 + Character.digit(c, 16);
        }
        return Character.isValidCodePoint(code) ? digits : 0;
    }

    private static String shortened(String name) {
        if (name.length() <= MOST_BYTES / 3 || name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return name;
        }
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int c = name.codePointAt(end);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                break;
            }
            end += Character.charCount(c);
        }
        return name.substring(0, end);
    }
}
