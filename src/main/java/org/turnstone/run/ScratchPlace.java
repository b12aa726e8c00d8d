package org.turnstone.run;

/** Which PostgreSQL a scratch database is made on. */
public enum ScratchPlace {
    /** The one Turnstone carries. */
    BUILT_IN("built-in"),
    /** Programs found on this machine, of the target's major version when there are some. */
    INSTALLED("installed"),
    /** A temporary database on the target's own server. */
    TARGET("target");

    private final String id;

    ScratchPlace(String id) {
        this.id = id;
    }

    /** As commands and JSON spell it. */
    public String id() {
        return id;
    }
}
