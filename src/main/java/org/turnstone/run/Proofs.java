package org.turnstone.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;

/**
 * What scratch is good for beside a test. Drift is a run of its own: {@link RunRequest#diff}, whose result has the
 * replayed schema's difference to the target's in {@link RunResult#change}.
 */
public interface Proofs {
    /**
     * Derives revert scripts: replays the history up to each migration, applies it, takes the inverse of what it did to
     * the schema, and proves that on scratch.
     *
     * @param versions which migrations; empty for all that have no revert script
     * @param target only read: its version decides which PostgreSQL is the best; may be null
     * @return in the order of the project
     */
    List<RevertOffer> derive(
            Project project,
            Set<String> versions,
            Target target,
            ScratchPlace place,
            RunListener listener,
            Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused;

    /** Writes an offered script to its file; never over one that is there. */
    Path write(RevertOffer offer) throws ProjectProblem;

    /** Scratch databases that are still there: on this machine, and on the target's server where one is given. */
    List<ScratchLeftover> leftovers(Target target) throws ConnectionFailure;

    /** Drops one of them, and stops the server that only it kept running. */
    void drop(ScratchLeftover leftover, Target target) throws ConnectionFailure;
}
