package org.turnstone.run;

import java.nio.file.Path;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/**
 * What a real PostgreSQL says while a migration is being written. It is a server of its own, which nobody else works on
 * and which is thrown away. Every method blocks; one works at a time, and the next waits for it.
 */
public interface Workbench {
    /**
     * Reads a script as the server reads it, over the state the migrations before it leave. What defines something is
     * carried out there, so that what comes later knows it, and all of it is rolled back.
     */
    CheckReport check(Project project, EditedScript script, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem;

    /**
     * Reads a script as a target reads it: every statement parsed and described, none carried out, in a transaction that may
     * only read. What somebody has locked is not waited for.
     */
    CheckReport checkOn(Project project, Target target, EditedScript script, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem;

    /**
     * Carries a part of a script out, over the state the migrations before it leave and what was carried out since the last
     * {@link #reset}.
     *
     * @param begin where in the script's text the part begins
     * @param end where it ends
     */
    ScratchAnswer run(Project project, EditedScript script, int begin, int end, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem;

    /** Forgets what was carried out: the next run begins with what the migrations before the script leave. */
    void reset();

    /** What a target has. Reads only. */
    Catalog catalog(Target target) throws ConnectionFailure;

    /** Where text that was written and not saved may be kept. */
    Path drafts();
}
