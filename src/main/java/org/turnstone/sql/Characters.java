package org.turnstone.sql;

/** PostgreSQL's character classes: ASCII decides, and everything beyond it is a letter. */
final class Characters {
    static final char BYTE_ORDER_MARK = '\uFEFF';

    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    /** Whether a tag of a dollar quote may go on with it. */
    static boolean isTagPart(char c) {
        return isWordStart(c) || isDigit(c);
    }

    static boolean isWordPart(char c) {
        return isTagPart(c) || c == '$';
    }

    static boolean isOperator(char c) {
        return c < 0x80 && "~!@#^&|`?+-*/%<>=".indexOf(c) >= 0;
    }

    /** Lower case for ASCII only: what the server does in a multi-byte encoding. */
    static char folded(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /** Whether the text there is that word, which is given in lower case. */
    static boolean isWord(CharSequence text, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (folded(text.charAt(start + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
