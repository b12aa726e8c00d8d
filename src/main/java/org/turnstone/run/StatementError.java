package org.turnstone.run;

/**
 * What the server said against a statement, and where.
 *
 * @param file the script, as the tool records its name
 * @param line in the file, from 1
 * @param column in the line, in characters from 1
 * @param sqlState PostgreSQL's five-character code, or null
 * @param message the server's first line, passwords removed
 * @param detail the server's detail, or null
 * @param hint the server's hint, or null
 * @param where the server's context (a PL/pgSQL line, a trigger), or null
 * @param sourceLine the text of that line of the file, for a caret under it, or null
 */
public record StatementError(
        String file,
        int line,
        int column,
        String sqlState,
        String message,
        String detail,
        String hint,
        String where,
        String sourceLine) {}
