package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;

/**
 * What would have a run refused, known before anybody is asked for anything.
 *
 * @param entries those at whom it would stop
 * @param fewer how many could be reverted instead, where only some cannot; 0 where none can
 */
public record Obstacle(Kind kind, List<StatusEntry> entries, int fewer) {
    /** Why it would be refused. */
    public enum Kind {
        /** The history is not as the tool wants it. */
        NOT_CLEAN,
        /** One of those to be reverted cannot be. */
        NOT_REVERTIBLE
    }

    /** Which states the project's tool does not run on. */
    interface Stops {
        boolean at(MigrationState state) throws ProjectProblem;
    }

    public Obstacle {
        entries = List.copyOf(entries);
    }

    /** Null where nothing stands in the way. */
    static Obstacle of(RunRequest request, Status status, Stops stops) throws ProjectProblem {
        boolean revert = request.kind() == RunKind.REVERT;
        List<StatusEntry> unclean = new ArrayList<>();
        for (StatusEntry entry : status.entries()) {
            boolean stopping = revert
                    ? entry.state() == MigrationState.FAILED
                    : entry.state().isProblem() && stops.at(entry.state());
            if (stopping) {
                unclean.add(entry);
            }
        }
        if (!unclean.isEmpty()) {
            return new Obstacle(Kind.NOT_CLEAN, unclean, 0);
        }
        return revert ? inReverting(request, status) : null;
    }

    /** The engine reverts from the newest on, and nothing at all when it would come to one that it cannot. */
    private static Obstacle inReverting(RunRequest request, Status status) {
        List<StatusEntry> there = status.entries().reversed().stream()
                .filter(entry -> entry.kind() == Migration.Kind.VERSIONED && entry.version() != null)
                .filter(entry -> entry.state() == MigrationState.APPLIED
                        || entry.state() == MigrationState.CHANGED
                        || entry.state() == MigrationState.MISSING)
                .toList();
        List<StatusEntry> stuck = new ArrayList<>();
        int fewer = 0;
        for (int i = 0; i < there.size(); i++) {
            StatusEntry entry = there.get(i);
            boolean wanted = request.toVersion() == null
                    ? i < request.steps()
                    : !entry.version().equals(request.toVersion());
            if (!wanted) {
                break;
            }
            if (!entry.revertible()) {
                fewer = stuck.isEmpty() ? i : fewer;
                stuck.add(entry);
            }
        }
        return stuck.isEmpty() ? null : new Obstacle(Kind.NOT_REVERTIBLE, stuck, fewer);
    }
}
