package org.turnstone.sql;

import java.util.List;

/**
 * One thing a script asks for, and where it stands in the script.
 *
 * @param start where its text starts, comments before its first word included
 * @param end where its text ends: before the semicolon, and before the white space before that
 * @param codeStart the first character that is neither white space nor comment
 * @param commands the psql commands among its words, {@code \;} above all; nearly always none
 */
public record Statement(Kind kind, int start, int end, int codeStart, List<Token> commands) {
    /** What a statement is, which decides who carries it out. */
    public enum Kind {
        /** Text for the server. */
        SQL,
        /** Lines for the COPY … FROM STDIN before it, possibly none. */
        COPY_DATA,
        /** A psql command, which no server understands. */
        META
    }

    public Statement {
        commands = List.copyOf(commands);
    }

    public Statement(Kind kind, int start, int end, int codeStart) {
        this(kind, start, end, codeStart, List.of());
    }

    /** What to send: the script's own text, but with {@code ;} for psql's {@code \;} and without other commands. */
    public String text(CharSequence script) {
        StringBuilder kept = new StringBuilder(end - start);
        int from = start;
        for (Token command : commands) {
            kept.append(script, from, command.start());
            from = resume(script, command);
        }
        return kept.append(script, from, end).toString();
    }

    /** Where in the script a character of {@link #text} stands. */
    public int offset(CharSequence script, int inText) {
        int offset = start + inText;
        for (Token command : commands) {
            if (offset < command.start()) {
                break;
            }
            offset += resume(script, command) - command.start();
        }
        return offset;
    }

    private static int resume(CharSequence script, Token command) {
        return PsqlCommand.isEscaped(script, command) ? command.start() + 1 : command.end();
    }
}
