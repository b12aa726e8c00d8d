package org.turnstone.sql;

/**
 * All that is known before a line of a script, of the script and of the function's body it may be in the middle of. Equal
 * states before equal lines give equal colours.
 *
 * @param script what the script's own lexer knows
 * @param body what the lexer of the body under way knows; null outside of one
 * @param words how many words stand between here and a dollar quote that is a body, and not text: 0 where none is expected
 */
public record CodeState(LexerState script, LexerState body, int words) {
    private static final CodeState START = new CodeState(LexerState.start(), null, 0);

    /** Before a script. */
    public static CodeState start() {
        return START;
    }

    /** Whether what comes next is the beginning of a statement, or comes before it. */
    public boolean isBetweenStatements() {
        return script.isBetweenStatements();
    }
}
