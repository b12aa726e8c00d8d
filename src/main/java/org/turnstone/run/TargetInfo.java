package org.turnstone.run;

/**
 * The target of a run, as results name it.
 *
 * @param name what people call it
 * @param server {@code host:port}
 * @param version of PostgreSQL
 */
public record TargetInfo(String name, String server, String database, String user, String version) {}
