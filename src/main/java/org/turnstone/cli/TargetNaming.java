package org.turnstone.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a command line and its surroundings say about which database is meant.
 *
 * @param url what {@code --url} gives; null where it is not written
 * @param project the folder whose {@code .env} counts
 */
public record TargetNaming(String url, Path project, Map<String, String> environment) {}
