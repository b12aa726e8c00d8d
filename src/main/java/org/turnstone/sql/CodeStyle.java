package org.turnstone.sql;

/** What a piece of a script looks like: the same in the editor and in reports. */
public enum CodeStyle {
    KEYWORD,
    TYPE,
    FUNCTION,
    STRING,
    NUMBER,
    COMMENT,
    /** {@code $1}, and psql's {@code :name}. */
    PARAMETER,
    /** {@code ${name}}, which the migration tool fills in. */
    PLACEHOLDER,
    /** A psql command. */
    META,
    /** Data lines for COPY. */
    COPY,
    /** A dollar quote, and plain code in the body between two of them. */
    DOLLAR,
    BODY_KEYWORD,
    BODY_FUNCTION,
    BODY_STRING,
    BODY_NUMBER
}
