package org.turnstone.desktop.timeline;

/** What stands in the second row of a migration's line, in that order. */
enum Fact {
    VERSION,
    TIME,
    TOOK,
    WHO,
    REVERTIBLE,
    NO_TRANSACTION,
    NOTE
}
