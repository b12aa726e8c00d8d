package org.turnstone.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one statement's words in order, comments left out. It looks one token ahead and keeps nothing. */
final class CodeReader {
    private final CharSequence text;
    private final Lexer lexer;
    private Token token;

    CodeReader(CharSequence text) {
        this.text = text;
        this.lexer = new Lexer(text);
        advance();
    }

    /** Goes on to the next token. There is none after the statement's semicolon. */
    void advance() {
        do {
            token = lexer.next();
        } while (token != null && isBetweenCode(token));
        if (token != null && (token.kind() == TokenKind.SEMICOLON || token.kind() == TokenKind.META_COMMAND)) {
            token = null;
        }
    }

    private static boolean isBetweenCode(Token token) {
        return switch (token.kind()) {
            case WHITESPACE, LINE_COMMENT, BLOCK_COMMENT -> true;
            default -> false;
        };
    }

    boolean atEnd() {
        return token == null;
    }

    /** Whether the next token is that word, unquoted; the word is given in lower case. */
    boolean at(String word) {
        return atWord() && Characters.isWord(text, token.start(), token.end(), word);
    }

    private boolean atWord() {
        return token != null && (token.kind() == TokenKind.KEYWORD || token.kind() == TokenKind.IDENTIFIER);
    }

    boolean atAny(String... words) {
        for (String word : words) {
            if (at(word)) {
                return true;
            }
        }
        return false;
    }

    boolean at(char symbol) {
        return token != null && token.end() - token.start() == 1 && text.charAt(token.start()) == symbol;
    }

    boolean take(String word) {
        if (at(word)) {
            advance();
            return true;
        }
        return false;
    }

    boolean takeAny(String... words) {
        if (atAny(words)) {
            advance();
            return true;
        }
        return false;
    }

    /** The next word in lower case, or an empty string where none is next. */
    String word() {
        if (!atWord()) {
            return "";
        }
        String word = text.subSequence(token.start(), token.end()).toString().toLowerCase(Locale.ROOT);
        advance();
        return word;
    }

    /** The last part of the name that is next, as the catalog has it; null where none is next. */
    String name() {
        if (token == null || !Names.isName(token)) {
            return null;
        }
        String name = Names.name(text, token);
        advance();
        while (at('.')) {
            advance();
            if (token != null && Names.isName(token)) {
                name = Names.name(text, token);
                advance();
            }
        }
        return name;
    }

    /** All parts of the name that is next, as the catalog has them, between dots; null where none is next. */
    String qualifiedName() {
        if (token == null || !Names.isName(token)) {
            return null;
        }
        StringBuilder name = new StringBuilder(Names.name(text, token));
        advance();
        while (at('.')) {
            advance();
            if (token != null && Names.isName(token)) {
                name.append('.').append(Names.name(text, token));
                advance();
            }
        }
        return name.toString();
    }

    /** A string's value, or null where none is next. */
    String string() {
        if (token == null || token.kind() != TokenKind.STRING && token.kind() != TokenKind.DOLLAR_STRING) {
            return null;
        }
        String value = Names.value(text, token);
        advance();
        return value;
    }

    void skipIfExists() {
        if (take("if")) {
            take("not");
            take("exists");
        }
    }

    /** Goes on to the next token outside of parentheses: past the one here, or past the whole pair. */
    void skip() {
        if (!at('(')) {
            advance();
            return;
        }
        int depth = 0;
        do {
            depth += at('(') ? 1 : at(')') ? -1 : 0;
            advance();
        } while (depth > 0 && token != null);
    }

    /** Options such as {@code (VERBOSE, connect = false)} with their values in lower case; empty where none are. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        if (!at('(')) {
            return options;
        }
        do {
            advance();
            String option = word();
            if (at('=')) {
                advance();
            }
            String value = "";
            if (token != null && !at(',') && !at(')')) {
                value = Names.value(text, token).toLowerCase(Locale.ROOT);
            }
            options.put(option, value);
            while (token != null && !at(',') && !at(')')) {
                skip();
            }
        } while (at(','));
        advance();
        return options;
    }
}
