package org.turnstone.desktop.workspace;

import java.nio.file.Path;

/**
 * A folder that was opened once.
 *
 * @param format the tool it was written for when it was opened last
 * @param there whether the folder is where it was
 */
public record KnownProject(Path folder, String name, String format, boolean there) {}
