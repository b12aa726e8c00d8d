package org.turnstone.sql;

/**
 * A piece of script text.
 *
 * @param start its first character, as an offset in the text
 * @param end the character after its last
 */
public record Token(TokenKind kind, int start, int end) {}
