package org.turnstone.sql;

/**
 * Why a script must not be run as it stands.
 *
 * @param offset where in the script: the quote, comment or parenthesis that is never closed, the command that is refused
 * @param message the same for a person, without the place
 */
public record SplitProblem(Kind kind, int offset, String message) {
    /** What is wrong. */
    public enum Kind {
        UNTERMINATED_STRING("unterminated quoted string"),
        UNTERMINATED_IDENTIFIER("unterminated quoted identifier"),
        UNTERMINATED_DOLLAR_STRING("unterminated dollar-quoted string"),
        UNTERMINATED_COMMENT("unterminated /* comment"),
        UNBALANCED_PARENTHESIS("unbalanced parenthesis"),
        UNTERMINATED_ATOMIC("BEGIN ATOMIC without END"),
        /** psql would read the data in the middle of the statement that shares COPY's line. */
        COPY_DATA_IN_STATEMENT("COPY data inside another statement"),
        /** The rest of the script is for a database other than the one chosen. */
        CONNECT("\\connect leaves the target database");

        private final String message;

        Kind(String message) {
            this.message = message;
        }
    }

    SplitProblem(Kind kind, int offset) {
        this(kind, offset, kind.message);
    }
}
