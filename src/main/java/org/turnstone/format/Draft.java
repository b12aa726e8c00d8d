package org.turnstone.format;

import java.nio.file.Path;

/** A file of a new migration, not written yet. */
public record Draft(Path file, String text) {}
