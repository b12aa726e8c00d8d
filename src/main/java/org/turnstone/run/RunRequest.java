package org.turnstone.run;

import java.time.Duration;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;

/**
 * What somebody asks of the engine.
 *
 * @param rehearse what a dry run rehearses: {@link Direction#UP} a migrate, {@link Direction#DOWN} a revert
 * @param target null only for a test, which needs none
 * @param toVersion migrate up to this version, or revert down to it (it stays); null for all, or by steps
 * @param steps how many migrations to revert; used when {@code toVersion} is null
 * @param waitLock how long to wait for somebody else's migration lock before giving up
 * @param keepScratch whether a test leaves its database behind
 * @param place where a test or a diff has its scratch database; null for where it is best
 * @param rows how many rows a test plants in each table before the pending migrations; 0 for none
 * @param lockRetries how often a migration is tried again that did not get a lock in time and was rolled back whole
 */
public record RunRequest(
        RunKind kind,
        Project project,
        Target target,
        Direction rehearse,
        String toVersion,
        int steps,
        Duration waitLock,
        boolean keepScratch,
        ScratchPlace place,
        int rows,
        int lockRetries) {
    /** In place of a number of steps: those that were applied together last. */
    public static final int LAST_BATCH = -1;

    /** As long as Flyway itself waits. */
    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(50);

    /** A table that is free for a moment only is caught in one of them. */
    public static final int DEFAULT_RETRIES = 5;

    public static RunRequest migrate(Project project, Target target) {
        return of(RunKind.MIGRATE, project, target, Direction.UP, 0, ScratchPlace.BUILT_IN);
    }

    public static RunRequest dryRun(Project project, Target target) {
        return of(RunKind.DRY_RUN, project, target, Direction.UP, 0, ScratchPlace.BUILT_IN);
    }

    public static RunRequest revert(Project project, Target target, int steps) {
        return of(RunKind.REVERT, project, target, Direction.DOWN, steps, ScratchPlace.BUILT_IN);
    }

    /** A test on scratch; {@code target} may be null, and says which migrations count as applied where it is not. */
    public static RunRequest test(Project project, Target target) {
        return of(RunKind.TEST, project, target, Direction.UP, 0, ScratchPlace.BUILT_IN);
    }

    /** How the target differs from what its history produces. Only reads it. */
    public static RunRequest diff(Project project, Target target) {
        return of(RunKind.DIFF, project, target, Direction.UP, 0, null);
    }

    private static RunRequest of(
            RunKind kind, Project project, Target target, Direction rehearse, int steps, ScratchPlace place) {
        return new RunRequest(
                kind, project, target, rehearse, null, steps, DEFAULT_WAIT, false, place, 0, DEFAULT_RETRIES);
    }

    public RunRequest to(String version) {
        return new RunRequest(
                kind, project, target, rehearse, version, steps, waitLock, keepScratch, place, rows, lockRetries);
    }

    public RunRequest rehearsingRevert(int revertSteps) {
        return new RunRequest(
                kind,
                project,
                target,
                Direction.DOWN,
                toVersion,
                revertSteps,
                waitLock,
                keepScratch,
                place,
                rows,
                lockRetries);
    }

    public RunRequest waiting(Duration wait) {
        return new RunRequest(
                kind, project, target, rehearse, toVersion, steps, wait, keepScratch, place, rows, lockRetries);
    }

    public RunRequest keepingScratch() {
        return new RunRequest(
                kind, project, target, rehearse, toVersion, steps, waitLock, true, place, rows, lockRetries);
    }

    public RunRequest on(ScratchPlace other) {
        return new RunRequest(
                kind, project, target, rehearse, toVersion, steps, waitLock, keepScratch, other, rows, lockRetries);
    }

    /** With rows in every table before the pending migrations, to see what becomes of them. */
    public RunRequest planting(int rowsEach) {
        return new RunRequest(
                kind, project, target, rehearse, toVersion, steps, waitLock, keepScratch, place, rowsEach, lockRetries);
    }

    public RunRequest retryingLocks(int times) {
        return new RunRequest(
                kind, project, target, rehearse, toVersion, steps, waitLock, keepScratch, place, rows, times);
    }
}
