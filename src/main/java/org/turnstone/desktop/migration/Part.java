package org.turnstone.desktop.migration;

/** Which of a migration's two scripts. */
public enum Part {
    SQL,
    REVERT
}
