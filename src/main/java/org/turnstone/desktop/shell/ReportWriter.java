package org.turnstone.desktop.shell;

import java.nio.file.Path;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatusResult;

/** Writes a document about a status, a run or both, in the form the file's ending says; either may be null. */
@FunctionalInterface
public interface ReportWriter {
    void write(Path file, StatusResult status, RunResult run) throws Exception;
}
