package org.turnstone.desktop.workspace;

/**
 * What one would do next about something that went wrong.
 *
 * @param about what it was about; when that goes well later, the problem is none any more
 */
public record Recovery(Object about, Kind kind, Runnable run) {
    /** In which words it is offered. */
    public enum Kind {
        AGAIN,
        PASSWORD,
        FILE
    }
}
