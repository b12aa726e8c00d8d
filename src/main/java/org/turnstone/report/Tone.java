package org.turnstone.report;

/** How something feels to its reader; every face has one colour for each. */
public enum Tone {
    GOOD,
    BAD,
    WARNING,
    ACCENT,
    NEUTRAL
}
