package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.turnstone.sql.Lexer;
import org.turnstone.sql.Token;
import org.turnstone.sql.TokenKind;

/** Colours a script as PostgreSQL reads it. */
public final class LexerHighlighter implements Highlighter {
    /** Words of the grammar that are written small as names of columns and tables far more often. */
    private static final Set<String> NAMES = Set.of(
            "action",
            "category",
            "class",
            "comment",
            "content",
            "country",
            "data",
            "date",
            "day",
            "description",
            "document",
            "email",
            "event",
            "groups",
            "hour",
            "id",
            "key",
            "label",
            "level",
            "location",
            "message",
            "method",
            "minute",
            "month",
            "name",
            "names",
            "number",
            "owner",
            "password",
            "path",
            "period",
            "policy",
            "position",
            "range",
            "role",
            "rule",
            "scale",
            "second",
            "sequence",
            "session",
            "share",
            "source",
            "state",
            "status",
            "system",
            "target",
            "text",
            "type",
            "user",
            "value",
            "version",
            "year",
            "zone");

    @Override
    public List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        var lexer = new Lexer(text);
        Token before = null;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == TokenKind.DOLLAR_STRING) {
                body(text, token, pieces);
            } else {
                String style = style(text, token, before);
                if (style != null) {
                    pieces.add(new Piece(token.start(), token.end(), style));
                }
            }
            before = token;
        }
        return pieces;
    }

    /** A body is one colour, so that one sees where it ends; its comments are told apart. */
    private static void body(String text, Token token, List<Piece> pieces) {
        int at = token.start();
        for (Token inner : Lexer.tokensInside(text, token)) {
            if (inner.kind() == TokenKind.LINE_COMMENT || inner.kind() == TokenKind.BLOCK_COMMENT) {
                if (inner.start() > at) {
                    pieces.add(new Piece(at, inner.start(), "dollar"));
                }
                pieces.add(new Piece(inner.start(), inner.end(), "comment"));
                at = inner.end();
            }
        }
        if (token.end() > at) {
            pieces.add(new Piece(at, token.end(), "dollar"));
        }
    }

    /** The style class of a token; null for what looks like plain text. */
    private static String style(String text, Token token, Token before) {
        return switch (token.kind()) {
            case LINE_COMMENT, BLOCK_COMMENT -> "comment";
            case KEYWORD -> isName(text, token, before) ? null : "keyword";
            case IDENTIFIER -> isCalled(text, token) ? "function" : null;
            case STRING -> "string";
            case DOLLAR_STRING -> "dollar";
            case NUMBER -> "number";
            case PARAMETER -> "parameter";
            case META_COMMAND -> "meta";
            case COPY_DATA -> "copy";
            case WHITESPACE, QUOTED_IDENTIFIER, OPERATOR, SEMICOLON, PUNCTUATION -> null;
        };
    }

    private static boolean isName(String text, Token token, Token before) {
        boolean afterDot = before != null && before.end() == token.start() && text.charAt(before.start()) == '.';
        return afterDot || NAMES.contains(text.substring(token.start(), token.end()));
    }

    private static boolean isCalled(String text, Token token) {
        return token.end() < text.length() && text.charAt(token.end()) == '(';
    }
}
