package org.turnstone.connection;

/**
 * What a server said about itself when it was entered.
 *
 * @param version as people write it, such as {@code 18.6}
 * @param versionNumber {@code server_version_num}, such as 180006
 * @param database the database entered
 * @param user the role that entered it
 * @param standby whether the server is in recovery and so cannot be written to
 */
public record ServerInfo(String version, int versionNumber, String database, String user, boolean standby) {}
