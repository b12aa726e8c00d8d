package org.turnstone.desktop.search;

import java.nio.file.Path;

/**
 * A script to look into.
 *
 * @param title what the migration does, in words
 * @param unsaved what is in an editor and not in the file; null where the file is what counts
 */
public record Script(Path file, String title, String unsaved) {}
