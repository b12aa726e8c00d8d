package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Session;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.Snapshot;
import org.turnstone.schema.SnapshotScope;
import org.turnstone.scratch.BuiltInPostgres;
import org.turnstone.scratch.InstalledPostgres;

/**
 * How a target differs from what its own history produces: that is replayed on scratch, and the two schemas are compared
 * object by object. The target is only read.
 */
final class DriftRun {
    private final String id;
    private final Format format;
    private final Project project;
    private final RunRequest request;
    private final BuiltInPostgres builtIn;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();

    private final List<TestStep> tests = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private TargetPicture target;
    private Recorder recorder;

    DriftRun(
            String id,
            Format format,
            Project project,
            RunRequest request,
            BuiltInPostgres builtIn,
            RunListener listener,
            Cancellation cancellation) {
        this.id = id;
        this.format = format;
        this.project = project;
        this.request = request;
        this.builtIn = builtIn;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    RunResult run() throws ConnectionFailure, ProjectProblem, RunRefused {
        SnapshotScope scope =
                SnapshotScope.of(format.historyTables(project)).withOwners(request.place() == ScratchPlace.TARGET);
        target = TargetPicture.read(id, format, project, request.target(), scope);
        refuseWhatTheToolRefuses();
        ScratchPlace place = place();
        ScratchSpace space = null;
        try (ScratchSpace opened = ScratchSpace.open(
                id, format, project, place, request.target(), target.version(), builtIn, false, cancellation)) {
            space = opened;
            advice.addAll(opened.remarks());
            List<PlannedStep> plan = target.applied().stream()
                    .map(m -> new PlannedStep(m, Direction.UP))
                    .toList();
            listener.on(new RunEvent.Started(id, RunKind.DIFF, target.info(), plan));
            recorder =
                    new Recorder(listener, cancellation, opened.session().redaction(), null, plan.size(), Direction.UP);
            opened.begin(recorder);
            return compare(opened, scope);
        } catch (SQLException e) {
            throw Session.failure(
                    e, space == null ? request.target() : space.session().target());
        } finally {
            cancellation.during(null);
        }
    }

    private void refuseWhatTheToolRefuses() throws ProjectProblem {
        for (Migration migration : target.applied()) {
            Optional<String> refusal = format.refusal(project, migration);
            if (refusal.isPresent()) {
                throw new ProjectProblem(refusal.get());
            }
        }
    }

    /** Where nobody said it: the server whose words are the target's. */
    private ScratchPlace place() {
        if (request.place() != null) {
            return request.place();
        }
        int major = target.version() / 10000;
        boolean same = builtIn.version().startsWith(major + ".");
        return same || InstalledPostgres.find().stream().noneMatch(each -> each.major() == major)
                ? ScratchPlace.BUILT_IN
                : ScratchPlace.INSTALLED;
    }

    private RunResult compare(ScratchSpace space, SnapshotScope scope) throws SQLException, ProjectProblem {
        PairJudge judge = new PairJudge(format, project, space, recorder, 0, target.applied(), target.repeatables());
        int empty = judge.start().count();
        String title = target.applied().isEmpty()
                ? "Replay nothing: no migration is applied"
                : "Replay the " + ScratchTest.applied(target.applied().size());
        listener.on(new RunEvent.TestStepStarted(title));
        long started = System.nanoTime();
        Snapshot replayed;
        try {
            judge.replayBase();
            replayed = Snapshot.read(space.watch().connection(), scope);
        } catch (MigrationFailed e) {
            recorder.stop(e.getCause() instanceof SQLException said ? said : null);
            return failed(title, empty, started, space, e.getMessage());
        } catch (NotClean e) {
            return failed(title, empty, started, space, e.getMessage());
        }
        ended(title, true, "ok", empty, replayed.count(), started, List.of(), null);

        String comparing = "Compare with " + target.info().name();
        listener.on(new RunEvent.TestStepStarted(comparing));
        started = System.nanoTime();
        Drift drift = Drift.of(replayed, space.session().server().versionNumber(), target);
        int count = drift.difference().changes().size();
        ended(
                comparing,
                true,
                count == 0 ? "identical" : Texts.count(count, "difference"),
                replayed.count(),
                target.schema().count(),
                started,
                drift.lines(),
                drift.difference());
        advice.addAll(drift.caveats());
        String history =
                "what its history makes of " + Texts.count(target.applied().size(), "migration");
        return result(
                count == 0 ? RunOutcome.SUCCEEDED : RunOutcome.NOT_CLEAN,
                count == 0
                        ? "The schema of " + target.info().name() + " is exactly " + history + "."
                        : "The schema of " + target.info().name() + " differs from " + history + " in "
                                + Texts.count(count, "object") + ".",
                drift.difference());
    }

    private RunResult failed(String title, int empty, long started, ScratchSpace space, String message)
            throws SQLException, ProjectProblem {
        boolean cancelled = cancellation.isRequested();
        String said = space.session().redaction().apply(String.valueOf(message));
        ended(title, false, cancelled ? "cancelled" : "failed", empty, -1, started, List.of(said), null);
        if (cancelled) {
            return result(RunOutcome.CANCELLED, "Cancelled. The target was only read.", null);
        }
        advice.addAll(ScratchLacks.advice(recorder.lastError(), project, space.watch(), space.place()));
        return result(
                RunOutcome.FAILED,
                "The history of " + target.info().name() + " does not replay on scratch, so there is nothing to compare"
                        + " it with.",
                null);
    }

    private void ended(
            String title,
            boolean passed,
            String word,
            int before,
            int objects,
            long started,
            List<String> details,
            SchemaDifference difference) {
        TestStep step = new TestStep(
                title,
                passed,
                word,
                before,
                objects,
                Duration.ofNanos(System.nanoTime() - started),
                details,
                difference);
        tests.add(step);
        listener.on(new RunEvent.TestStepEnded(step));
    }

    private RunResult result(RunOutcome outcome, String summary, SchemaDifference change) {
        return new RunResult(
                id,
                RunKind.DIFF,
                outcome,
                summary,
                advice,
                recorder.steps(),
                tests,
                project.name(),
                project.folder().toString(),
                project.format(),
                target.info(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                change,
                List.of(),
                target.evidence(),
                null,
                null,
                List.of());
    }
}
