package org.turnstone.run;

/**
 * A scratch database that is still there: kept on purpose, or left by a Turnstone that was killed.
 *
 * @param name the database's name
 * @param server where it is, {@code host:port}
 * @param kept whether somebody asked for it to stay
 * @param enter how to enter it, without a password; null when its server does not run
 */
public record ScratchLeftover(String name, String server, boolean kept, String enter) {}
