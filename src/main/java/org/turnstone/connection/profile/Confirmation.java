package org.turnstone.connection.profile;

/** What somebody is asked before a run changes a database. */
public enum Confirmation {
    NONE,
    YES_OR_NO,
    TYPE_DATABASE_NAME
}
