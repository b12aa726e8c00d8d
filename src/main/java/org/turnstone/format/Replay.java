package org.turnstone.format;

import java.util.List;

/**
 * A history being built on scratch, where it is known what is there and what comes next: migrations are applied and
 * taken back as the tool does it and with the rows it writes, without asking before each what is pending.
 */
public interface Replay {
    /** Applies these in their order. The observer has seen which failed and where. */
    void apply(List<Migration> migrations) throws NotClean, MigrationFailed, ProjectProblem;

    /** Takes back the one that was applied last. */
    void revert(Migration migration) throws NotClean, MigrationFailed, ProjectProblem;
}
