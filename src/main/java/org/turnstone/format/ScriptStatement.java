package org.turnstone.format;

/**
 * One statement of a script as it is sent.
 *
 * @param scriptName the script's name as the tool records it
 * @param sql the text sent, placeholders filled in
 * @param offset where it begins in the file, in characters from 0; negative when it was not found there
 * @param line where it begins in the file, comments before it left out, from 1
 * @param code where in {@code sql} it begins, comments before it left out
 */
public record ScriptStatement(String scriptName, String sql, int offset, int line, int code) {
    /** The statement without the comments before it. */
    public String shown() {
        return sql.substring(code);
    }
}
