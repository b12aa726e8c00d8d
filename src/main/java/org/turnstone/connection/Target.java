package org.turnstone.connection;

/**
 * The database a run works on: its address and the limits a run's session gets.
 *
 * @param name what people call it: a profile's name, or {@code database@host} for a pasted address
 */
public record Target(String name, Address address, Limits limits) {}
