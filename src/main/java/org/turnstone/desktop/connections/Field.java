package org.turnstone.desktop.connections;

/** The fields of a connection that something can be wrong with, from top to bottom. */
public enum Field {
    NAME,
    URL,
    HOST,
    PORT,
    DATABASE,
    USER,
    SOURCE,
    DETAIL,
    LOCK_TIMEOUT,
    STATEMENT_TIMEOUT
}
