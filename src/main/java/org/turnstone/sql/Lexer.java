package org.turnstone.sql;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.sql.LexerState.Inside;
import org.turnstone.sql.LexerState.Literal;
import org.turnstone.sql.LexerState.Open;

/**
 * Cuts PostgreSQL script text into tokens the way psql and the server do, in one pass and without keeping anything. The
 * tokens follow each other without gaps, comments and white space included.
 */
public final class Lexer {
    private final CharSequence text;
    private final int limit;
    private final boolean lineByLine;
    private final boolean body;
    private int position;

    private Inside inside;
    private String tag;
    private int commentDepth;
    private Literal continuable;
    private boolean copyData;
    private final StatementProgress progress;

    /** Lexes the whole text; a token may span lines. */
    public Lexer(CharSequence text) {
        this(text, 0, text.length(), LexerState.start(), false, false);
    }

    /**
     * Lexes from the start of a line, for colouring. No token spans lines: what does in the text comes line by line, so
     * that {@link #state()} can be taken at the end of every one of them.
     */
    public Lexer(CharSequence text, int start, LexerState state) {
        this(text, start, text.length(), state, true, false);
    }

    private Lexer(CharSequence text, int start, int limit, LexerState state, boolean lineByLine, boolean body) {
        this.text = text;
        this.position = start;
        this.limit = limit;
        this.lineByLine = lineByLine;
        this.body = body;
        this.inside = state.open().inside();
        this.tag = state.open().tag();
        this.commentDepth = state.open().commentDepth();
        this.continuable = state.continuable();
        this.copyData = state.copyData();
        this.progress = new StatementProgress(state.progress());
    }

    /** Lexes a part of one line of a function's body, for colouring. */
    static Lexer ofBody(CharSequence text, int start, int end, LexerState state) {
        return new Lexer(text, start, end, state, true, true);
    }

    /** Lexes the whole text as a server with that {@code standard_conforming_strings} reads it. */
    static Lexer whole(CharSequence text, boolean standardConformingStrings) {
        return new Lexer(text, 0, text.length(), LexerState.start(standardConformingStrings), false, false);
    }

    /**
     * The code inside a dollar-quoted string, such as a function's body, as tokens with offsets in the same text. PL/pgSQL's
     * words are key words there, and a backslash starts nothing.
     *
     * @param dollarString a whole one, not one line of it
     */
    public static List<Token> tokensInside(CharSequence text, Token dollarString) {
        int start = dollarString.start();
        int tagEnd = tagEnd(text, start, dollarString.end());
        int end = dollarString.end();
        if (tagEnd > 0) {
            int length = tagEnd - start;
            if (end - length >= tagEnd
                    && matches(
                            text, end - length, text.subSequence(start, tagEnd).toString())) {
                end -= length;
            }
            start = tagEnd;
        }
        List<Token> tokens = new ArrayList<>();
        Lexer lexer = new Lexer(text, start, end, LexerState.start(), false, true);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** The next token, or null at the end of the text. */
    public Token next() {
        if (position >= limit) {
            return null;
        }
        int start = position;
        TokenKind kind = line();
        while (!lineByLine && position < limit && goesOn(kind)) {
            line();
        }
        return new Token(kind, start, position);
    }

    /** What is known at the end of the token last returned. */
    public LexerState state() {
        return new LexerState(new Open(inside, tag, commentDepth), continuable, copyData, progress.snapshot());
    }

    private boolean goesOn(TokenKind kind) {
        return kind == TokenKind.COPY_DATA ? copyData && !atEndOfData() : inside != Inside.CODE && !copyData;
    }

    int openParentheses() {
        return progress.openParentheses();
    }

    int openBlocks() {
        return progress.openBlocks();
    }

    int awaitedCopies() {
        return progress.awaitedCopies();
    }

    /** Whether data lines come next, or the line that ends them. */
    boolean isAtCopyData() {
        return copyData;
    }

    /** Whether the text is a COPY that data lines follow. A backslash starts nothing in it. */
    static boolean awaitsData(CharSequence copy) {
        Lexer lexer = new Lexer(copy, 0, copy.length(), LexerState.start(), false, true);
        while (lexer.next() != null) {
            // Only where it leads matters.
        }
        lexer.progress.end();
        return lexer.awaitedCopies() > 0;
    }

    /** What the text ends in the middle of. */
    Inside inside() {
        return inside;
    }

    // One token, or as much of it as the line holds.
    private TokenKind line() {
        if (copyData) {
            return copyLine();
        }
        TokenKind kind = switch (inside) {
            case CODE -> code();
            case BLOCK_COMMENT -> comment();
            case DOLLAR_STRING -> dollarString();
            case QUOTED_IDENTIFIER -> quotedIdentifier();
            case PLAIN_STRING, ESCAPE_STRING, BIT_STRING -> string();
        };
        // psql reads the data from the next line of the file on, whatever the rest of this one has begun.
        if (progress.awaitedCopies() > 0 && text.charAt(position - 1) == '\n' && !body) {
            copyData = true;
        }
        return kind;
    }

    private TokenKind code() {
        char c = text.charAt(position);
        if (Characters.isSpace(c) || c == Characters.BYTE_ORDER_MARK && position == 0) {
            return space();
        }
        if (c == '-' && at(1) == '-') {
            position = lineEnd();
            return TokenKind.LINE_COMMENT;
        }
        Literal before = continuable;
        continuable = null;
        if (c == '/' && at(1) == '*') {
            position += 2;
            commentDepth = 1;
            inside = Inside.BLOCK_COMMENT;
            return comment();
        }
        if (c == '\'') {
            return openString(0, before != null && before.lineEnded() ? before.inside() : plainString());
        }
        if (Characters.isWordStart(c)) {
            return word(c);
        }
        if (c == '"') {
            return openQuotedIdentifier(0);
        }
        if (Characters.isDigit(c) || c == '.' && Characters.isDigit(at(1))) {
            return number();
        }
        return symbol(c);
    }

    private TokenKind symbol(char c) {
        int start = position;
        if (c == '$') {
            return dollar();
        }
        if (c == ';') {
            position++;
            return progress.semicolon() ? TokenKind.SEMICOLON : TokenKind.PUNCTUATION;
        }
        if (c == '\\' && !body) {
            return metaCommand();
        }
        TokenKind kind = TokenKind.PUNCTUATION;
        if (Characters.isOperator(c)) {
            operator();
            kind = TokenKind.OPERATOR;
        } else if (c == ':' && (at(1) == ':' || at(1) == '=') || c == '.' && at(1) == '.') {
            position += 2;
            kind = TokenKind.OPERATOR;
        } else {
            position++;
        }
        progress.symbol(text, start, position);
        return kind;
    }

    private TokenKind space() {
        while (position < limit) {
            char c = text.charAt(position);
            if (Characters.isLineEnd(c)) {
                position = afterLineEnd(position);
                if (continuable != null) {
                    continuable = new Literal(continuable.inside(), true);
                }
                break;
            }
            if (!Characters.isSpace(c) && !(c == Characters.BYTE_ORDER_MARK && position == 0)) {
                break;
            }
            position++;
        }
        return TokenKind.WHITESPACE;
    }

    private TokenKind comment() {
        while (position < limit) {
            char c = text.charAt(position);
            if (Characters.isLineEnd(c)) {
                position = afterLineEnd(position);
                return TokenKind.BLOCK_COMMENT;
            } else if (c == '/' && at(1) == '*') {
                position += 2;
                commentDepth++;
            } else if (c == '*' && at(1) == '/') {
                position += 2;
                commentDepth--;
                if (commentDepth == 0) {
                    inside = Inside.CODE;
                    return TokenKind.BLOCK_COMMENT;
                }
            } else {
                position++;
            }
        }
        return TokenKind.BLOCK_COMMENT;
    }

    private TokenKind word(char first) {
        char second = at(1);
        switch (Characters.folded(first)) {
            case 'e' -> {
                if (second == '\'') {
                    return openString(1, Inside.ESCAPE_STRING);
                }
            }
            case 'b', 'x' -> {
                if (second == '\'') {
                    return openString(1, Inside.BIT_STRING);
                }
            }
            case 'n' -> {
                if (second == '\'') {
                    return openString(1, plainString());
                }
            }
            case 'u' -> {
                if (second == '&' && at(2) == '\'') {
                    return openString(2, Inside.PLAIN_STRING);
                }
                if (second == '&' && at(2) == '"') {
                    return openQuotedIdentifier(2);
                }
            }
            default -> {}
        }
        int start = position;
        skipWord();
        String keyword = Keywords.sql(text, start, position);
        progress.word(text, start, position, keyword);
        if (keyword == null && body) {
            keyword = Keywords.plpgsql(text, start, position);
        }
        return keyword == null ? TokenKind.IDENTIFIER : TokenKind.KEYWORD;
    }

    private void skipWord() {
        while (position < limit && Characters.isWordPart(text.charAt(position))) {
            position++;
        }
    }

    private Inside plainString() {
        return progress.standardStrings() ? Inside.PLAIN_STRING : Inside.ESCAPE_STRING;
    }

    private TokenKind openString(int prefix, Inside kind) {
        position += prefix + 1;
        inside = kind;
        int start = position;
        string();
        progress.literal(text, start, inside == Inside.CODE ? position - 1 : position);
        return TokenKind.STRING;
    }

    private TokenKind string() {
        while (position < limit) {
            char c = text.charAt(position);
            if (Characters.isLineEnd(c)) {
                position = afterLineEnd(position);
                return TokenKind.STRING;
            }
            position++;
            if (c == '\\' && inside == Inside.ESCAPE_STRING) {
                if (position < limit && !Characters.isLineEnd(text.charAt(position))) {
                    position++;
                }
            } else if (c == '\'') {
                if (at(0) != '\'' || inside == Inside.BIT_STRING) {
                    continuable = new Literal(inside, false);
                    inside = Inside.CODE;
                    return TokenKind.STRING;
                }
                position++;
            }
        }
        return TokenKind.STRING;
    }

    private TokenKind openQuotedIdentifier(int prefix) {
        position += prefix + 1;
        inside = Inside.QUOTED_IDENTIFIER;
        int start = position;
        quotedIdentifier();
        progress.quotedName(text, start, inside == Inside.CODE ? position - 1 : position);
        return TokenKind.QUOTED_IDENTIFIER;
    }

    private TokenKind quotedIdentifier() {
        while (position < limit) {
            char c = text.charAt(position);
            if (Characters.isLineEnd(c)) {
                position = afterLineEnd(position);
                return TokenKind.QUOTED_IDENTIFIER;
            }
            position++;
            if (c == '"') {
                if (at(0) != '"') {
                    inside = Inside.CODE;
                    return TokenKind.QUOTED_IDENTIFIER;
                }
                position++;
            }
        }
        return TokenKind.QUOTED_IDENTIFIER;
    }

    private TokenKind dollar() {
        int start = position;
        if (Characters.isDigit(at(1))) {
            position++;
            while (Characters.isDigit(at(0))) {
                position++;
            }
            if (Characters.isWordStart(at(0))) {
                skipWord();
            }
            progress.literal(text, start, position);
            return TokenKind.PARAMETER;
        }
        int tagEnd = tagEnd(text, position, limit);
        if (tagEnd < 0) {
            position++;
            progress.symbol(text, start, position);
            return TokenKind.PUNCTUATION;
        }
        tag = text.subSequence(position, tagEnd).toString();
        inside = Inside.DOLLAR_STRING;
        position = tagEnd;
        TokenKind kind = dollarString();
        progress.literal(text, tagEnd, inside == Inside.CODE ? position - (tagEnd - start) : position);
        return kind;
    }

    // After the second dollar of an opening tag, or -1 where there is none.
    static int tagEnd(CharSequence text, int start, int limit) {
        if (start >= limit || text.charAt(start) != '$') {
            return -1;
        }
        int end = start + 1;
        if (end < limit && Characters.isDigit(text.charAt(end))) {
            return -1;
        }
        while (end < limit && Characters.isTagPart(text.charAt(end))) {
            end++;
        }
        return end < limit && text.charAt(end) == '$' ? end + 1 : -1;
    }

    private TokenKind dollarString() {
        while (position < limit) {
            char c = text.charAt(position);
            if (Characters.isLineEnd(c)) {
                position = afterLineEnd(position);
                break;
            }
            if (c == '$' && position + tag.length() <= limit && matches(text, position, tag)) {
                position += tag.length();
                tag = null;
                inside = Inside.CODE;
                break;
            }
            position++;
        }
        return TokenKind.DOLLAR_STRING;
    }

    private static boolean matches(CharSequence text, int start, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (text.charAt(start + i) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private TokenKind number() {
        int start = position;
        digits();
        // "1..10" is a range, not "1." and ".10".
        if (at(0) == '.' && at(1) != '.') {
            position++;
            digits();
        }
        boolean signed = Characters.folded(at(0)) == 'e' && (at(1) == '+' || at(1) == '-');
        if (signed) {
            position += 2;
        }
        boolean whole = !signed || Characters.isDigit(at(0));
        digits();
        // An exponent without a sign, hexadecimal digits; and letters no number may have, which the server refuses
        // together with it.
        if (whole && Characters.isWordStart(at(0))) {
            skipWord();
        }
        progress.literal(text, start, position);
        return TokenKind.NUMBER;
    }

    private void digits() {
        while (Characters.isDigit(at(0)) || at(0) == '_' && Characters.isDigit(at(1))) {
            position++;
        }
    }

    private void operator() {
        int start = position;
        while (Characters.isOperator(at(0)) && !(at(0) == '-' && at(1) == '-') && !(at(0) == '/' && at(1) == '*')) {
            position++;
        }
        // "a=-1" is "=" and "-1", unless a character only operators of one's own have makes the sign part of it.
        if (position - start > 1 && isSign(position - 1) && !hasUnusual(start, position - 1)) {
            do {
                position--;
            } while (position - start > 1 && isSign(position - 1));
        }
    }

    private boolean isSign(int at) {
        return text.charAt(at) == '+' || text.charAt(at) == '-';
    }

    private boolean hasUnusual(int start, int end) {
        for (int i = start; i < end; i++) {
            if ("~!@#^&|`?%".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private TokenKind metaCommand() {
        char c = at(1);
        int start = position;
        if (c == ';' || c == ':' || c == '\\') {
            position += 2;
            if (c == ';') {
                progress.joinNext();
            }
            return TokenKind.META_COMMAND;
        }
        position = PsqlCommand.end(text, position, limit);
        String name = PsqlCommand.name(text, new Token(TokenKind.META_COMMAND, start, position));
        if (PsqlCommand.sends(name)) {
            progress.end();
        } else if (PsqlCommand.discards(name)) {
            progress.abandon();
        } else if (PsqlCommand.awaitsData(text, start, position)) {
            progress.copyStarted();
        }
        return TokenKind.META_COMMAND;
    }

    private TokenKind copyLine() {
        if (atEndOfData()) {
            position += 2;
            copyData = false;
            progress.copyEnded();
            return TokenKind.META_COMMAND;
        }
        position = lineEnd();
        if (position < limit) {
            position = afterLineEnd(position);
        }
        return TokenKind.COPY_DATA;
    }

    // Only a line feed ends a line of data for psql; a carriage return before it is let through.
    private boolean atEndOfData() {
        if (at(0) != '\\' || at(1) != '.' || position > 0 && text.charAt(position - 1) != '\n') {
            return false;
        }
        return position + 2 == limit || at(2) == '\n' || at(2) == '\r' && at(3) == '\n';
    }

    private int lineEnd() {
        int end = position;
        while (end < limit && !Characters.isLineEnd(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int afterLineEnd(int end) {
        boolean pair = text.charAt(end) == '\r' && end + 1 < limit && text.charAt(end + 1) == '\n';
        return pair ? end + 2 : end + 1;
    }

    // The character that many further on; past the end one that stands for nothing.
    private char at(int ahead) {
        return position + ahead < limit ? text.charAt(position + ahead) : '\0';
    }
}
