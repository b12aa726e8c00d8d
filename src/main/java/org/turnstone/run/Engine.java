package org.turnstone.run;

import java.nio.file.Path;
import java.util.Map;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/**
 * What both faces ask of Turnstone. Every method blocks and works on the caller's thread; several may run at once on
 * different targets.
 */
public interface Engine extends AutoCloseable {
    /** Finds the migrations below a folder and reads what they are. */
    Project open(Path folder) throws ProjectProblem;

    /**
     * Says that a project's own programs may be run to learn what they decide, such as a knexfile that computes its
     * settings. Opening a folder runs none without this.
     */
    default void trust(Path folder) {}

    /** The same of one program of a project, as long as its bytes are those with this SHA-256. */
    default void trust(Path program, String sha256) {}

    /** Takes back what was said about a program: from now on it is not run to be read. */
    default void distrust(Path program) {}

    /** Where every migration stands in a target. Reads only, takes no lock, creates nothing. */
    StatusResult status(Project project, Target target) throws ConnectionFailure, ProjectProblem;

    /**
     * A short text that is another one as soon as the target's history is: so that somebody can ask often whether a
     * status is still true. Reads only, takes no lock, creates nothing.
     */
    String historyMark(Project project, Target target) throws ConnectionFailure;

    /** Where every migration would stand in an empty database: needs no target. */
    StatusResult statusWithoutTarget(Project project);

    /**
     * What goes on in a target at this moment. Reads only.
     *
     * @param project whose migration lock is looked at
     * @param wanted the relations that are to be locked, qualified, and in which mode each
     */
    Outlook outlook(Project project, Target target, Map<String, String> wanted)
            throws ConnectionFailure, ProjectProblem;

    /** The data that would go with a revert, or with the rehearsed one of a dry run. Reads only, takes no lock. */
    DataThatGoes dataThatGoes(RunRequest revert) throws ConnectionFailure, ProjectProblem, RunRefused;

    /** Carries out a run. It ends in a result, also when it fails; only a run that could not begin throws. */
    RunResult run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused;

    /** What can be done for a project beside running it. */
    Remedies remedies();

    /** Who is in whose way in a database, and what can be done about it. */
    LockDoctor locks();

    /** What scratch is good for beside a test: derived reverts, and the databases that were kept. */
    Proofs proofs();

    /** A real PostgreSQL to look over the shoulder of somebody who writes a migration. */
    Workbench workbench();

    /** A new, empty database on the built-in PostgreSQL, which is started when it is not running yet. */
    Target scratchDatabase(String name) throws ConnectionFailure;

    /** The built-in PostgreSQL as it is now, without starting it. */
    BuiltInState builtIn();

    /** Stops what was started. */
    @Override
    void close();
}
