package org.turnstone.format;

/**
 * One statement of a script as it is sent.
 *
 * @param scriptName the script's name as the tool records it
 * @param sql the text sent, placeholders filled in
 * @param offset where it begins in the file, in characters from 0; negative when it was not found there
 * @param line where it begins in the file, from 1
 */
public record ScriptStatement(String scriptName, String sql, int offset, int line) {}
