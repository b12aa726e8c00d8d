package org.turnstone.sql;

/** What a token is. */
public enum TokenKind {
    /** Blank characters up to the end of a line, that end included; also a byte order mark at the start. */
    WHITESPACE,
    /** {@code -- …}, without the line's end. */
    LINE_COMMENT,
    /** {@code /* … *}{@code /}, others nested in it included. */
    BLOCK_COMMENT,
    /** A word PostgreSQL's grammar knows, or PL/pgSQL's inside a body. Often a fine name too: for colour only. */
    KEYWORD,
    /** Any other word. */
    IDENTIFIER,
    /** {@code "…"} or {@code U&"…"}. */
    QUOTED_IDENTIFIER,
    /** {@code '…'} with its prefix, if any. Each part of a literal continued on the next line is its own token. */
    STRING,
    /** {@code $tag$ … $tag$}. */
    DOLLAR_STRING,
    /** {@code 42}, {@code 1e10}, {@code 0x1F}; a malformed number such as {@code 1a} too, up to where it ends. */
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /** {@code +}, {@code ->>}, {@code ::}, {@code :=}, {@code ..} and their like. */
    OPERATOR,
    /** The {@code ;} that ends a statement. One inside parentheses or BEGIN ATOMIC is PUNCTUATION. */
    SEMICOLON,
    /** A bracket, comma, dot, colon, or a character SQL has no use for. */
    PUNCTUATION,
    /** A psql command such as {@code \set x 1}; also {@code \;}, {@code \\} and the {@code \.} after COPY data. */
    META_COMMAND,
    /** Lines meant for {@code COPY … FROM STDIN}. */
    COPY_DATA
}
