package org.turnstone.desktop;

import java.nio.file.Path;
import org.turnstone.run.Engine;
import org.turnstone.run.SampleProject;

/**
 * What the window opens with.
 *
 * @param project a folder to open, or null
 * @param url an address to connect to, or null
 * @param demo whether to open the sample on the built-in PostgreSQL
 * @param sample the project that comes with Turnstone; null hides it
 */
public record DesktopStart(Engine engine, Path project, String url, boolean demo, SampleProject sample) {}
