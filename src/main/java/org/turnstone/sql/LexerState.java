package org.turnstone.sql;

/**
 * All a {@link Lexer} knows at a place in a text beyond the text itself. Equal states before equal text give equal
 * tokens, so an editor can stop colouring again where the state is what it was.
 */
public record LexerState(Open open, Literal continuable, boolean copyData, StatementProgress.Snapshot progress) {
    /** What of a token has begun and not ended: its kind, a dollar quote's tag, a comment's depth. */
    record Open(Inside inside, String tag, int commentDepth) {
        static final Open NOTHING = new Open(Inside.CODE, null, 0);
    }

    /** The literal just ended, which a quote on another line continues in its own kind. */
    record Literal(Inside inside, boolean lineEnded) {}

    /** Where the lexer can be. */
    enum Inside {
        CODE,
        /** A string in which a backslash is a backslash. */
        PLAIN_STRING,
        /** A string in which a backslash takes the next character along. */
        ESCAPE_STRING,
        /** B'…' and X'…', which know no doubled quote. */
        BIT_STRING,
        DOLLAR_STRING,
        QUOTED_IDENTIFIER,
        BLOCK_COMMENT
    }

    /** Before a script on a server as it is set up since PostgreSQL 9.1. */
    public static LexerState start() {
        return start(true);
    }

    /** Before a script on a server with that {@code standard_conforming_strings}. */
    public static LexerState start(boolean standardConformingStrings) {
        return new LexerState(Open.NOTHING, null, false, StatementProgress.Snapshot.start(standardConformingStrings));
    }

    /** Whether a string, quoted identifier or comment goes on here. */
    public boolean isInsideToken() {
        return open.inside != Inside.CODE;
    }

    /** Whether what comes next is the beginning of a statement, or comes before it. */
    public boolean isBetweenStatements() {
        return open.inside == Inside.CODE && !copyData && progress.isBetweenStatements();
    }

    /** The dollar quote that is open here, with its dollars; null when none is. */
    String dollarQuote() {
        return open.inside == Inside.DOLLAR_STRING ? open.tag : null;
    }
}
