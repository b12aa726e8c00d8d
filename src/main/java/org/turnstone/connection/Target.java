package org.turnstone.connection;

/**
 * The database a run works on: its address, the limits a run's session gets, and what the session is set up to be.
 *
 * @param name what people call it: a profile's name, or {@code database@host} for a pasted address
 */
public record Target(String name, Address address, Limits limits, SessionSetup setup) {
    /** A target whose sessions stay as the server opens them. */
    public Target(String name, Address address, Limits limits) {
        this(name, address, limits, SessionSetup.NONE);
    }
}
