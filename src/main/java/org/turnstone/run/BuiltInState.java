package org.turnstone.run;

/**
 * The PostgreSQL that Turnstone carries.
 *
 * @param version such as {@code 18.6}; null where Turnstone carries none for this machine
 * @param running whether it was started and is not stopped yet
 */
public record BuiltInState(String version, boolean running) {}
