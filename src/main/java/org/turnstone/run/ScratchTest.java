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

/**
 * A project proven on a scratch database: what is applied is replayed and compared with the target, what is pending
 * applied, reverted newest first, compared with what was there before each, and applied again. Without a target
 * everything counts as pending. Where a revert is not exact, the schema is put back to what it should be, so that the
 * others are judged all the same.
 */
final class ScratchTest {
    /** Beyond this each is taken back right after it was applied, which needs to remember two schemas and not all. */
    static final int LONGEST_CHAIN = 60;

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
    private List<Migration> base = List.of();
    private List<Migration> pending = List.of();
    private TargetPicture target;
    private ScratchSpace space;
    private Recorder recorder;
    private PairJudge judge;
    private Drift drift;
    private SchemaDifference change;
    private String kept;

    ScratchTest(
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
        refuseWhatTheToolRefuses();
        SnapshotScope scope =
                SnapshotScope.of(format.historyTables(project)).withOwners(request.place() == ScratchPlace.TARGET);
        if (request.target() != null) {
            target = TargetPicture.read(id, format, project, request.target(), scope);
        }
        divide();
        try (ScratchSpace opened = ScratchSpace.open(
                id,
                format,
                project,
                request.place(),
                request.target(),
                target == null ? 0 : target.version(),
                builtIn,
                request.keepScratch(),
                cancellation)) {
            space = opened;
            advice.addAll(opened.remarks());
            List<PlannedStep> plan = plan();
            TargetInfo info = TurnstoneEngine.targetInfo(opened.session());
            listener.on(new RunEvent.Started(id, RunKind.TEST, info, plan));
            recorder =
                    new Recorder(listener, cancellation, opened.session().redaction(), null, plan.size(), Direction.UP);
            opened.begin(recorder);
            judge = new PairJudge(
                    format,
                    project,
                    opened,
                    recorder,
                    request.rows(),
                    base,
                    target == null ? List.of() : target.repeatables());
            try {
                prove(scope);
            } catch (SQLException e) {
                if (!cancellation.isRequested()) {
                    throw e;
                }
            }
            if (request.keepScratch() && !cancellation.isRequested()) {
                kept = opened.keep();
            }
            return result(info);
        } catch (SQLException e) {
            throw Session.failure(
                    e, space == null ? request.target() : space.session().target());
        } finally {
            cancellation.during(null);
        }
    }

    private void refuseWhatTheToolRefuses() throws ProjectProblem {
        for (Migration migration : project.migrations()) {
            Optional<String> refusal = format.refusal(project, migration);
            if (refusal.isEmpty() && migration.revertible()) {
                refusal = format.revertRefusal(project, migration);
            }
            if (refusal.isPresent()) {
                throw new ProjectProblem(refusal.get());
            }
        }
    }

    /** What is replayed, and what is proven. */
    private void divide() {
        base = target == null ? List.of() : target.applied();
        pending = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED && !base.contains(m))
                .toList();
    }

    private List<PlannedStep> plan() {
        List<PlannedStep> plan = new ArrayList<>();
        base.forEach(m -> plan.add(new PlannedStep(m, Direction.UP)));
        pending.forEach(m -> plan.add(new PlannedStep(m, Direction.UP)));
        pending.stream().filter(Migration::revertible).forEach(m -> {
            plan.add(new PlannedStep(m, Direction.DOWN));
            plan.add(new PlannedStep(m, Direction.UP));
        });
        return plan;
    }

    /** What one step came to: a word or two, whether that is as it should be, and what differs. */
    record Came(String result, boolean passed, SchemaDifference difference, int objects) {
        static Came ok(SchemaDifference difference, int objects) {
            return new Came("ok", true, difference, objects);
        }
    }

    /** A step of the test: does it, and adds lines to {@code details}. */
    interface Work {
        Came perform(List<String> details)
                throws SQLException, ConnectionFailure, ProjectProblem, MigrationFailed, NotClean;
    }

    private void prove(SnapshotScope scope) throws SQLException, ConnectionFailure, ProjectProblem {
        boolean going = true;
        int before = judge.start().count();
        if (!base.isEmpty()) {
            going = step("Replay the " + applied(base.size()), before, details -> {
                Snapshot replayed = judge.replayBase();
                return Came.ok(null, replayed.count());
            });
            if (going && target != null) {
                step("Compare with " + target.info().name(), -1, details -> compareWithTarget(scope, details));
            }
        }
        if (!going) {
            return;
        }
        if (pending.isEmpty()) {
            return;
        }
        if (request.rows() > 0 && !base.isEmpty()) {
            step("Plant rows", judge.objects(), details -> {
                judge.plant();
                return judge.planted(details);
            });
        }
        if (pending.size() > LONGEST_CHAIN) {
            step(
                    "Apply the " + pending.size() + ", each taken back once and applied again",
                    judge.objects(),
                    details -> judge.eachAtItsPlace(pending, pending, details));
        } else {
            chain();
        }
        change = judge.change();
    }

    static String applied(int count) {
        return count == 1 ? "applied migration" : count + " applied migrations";
    }

    private Came compareWithTarget(SnapshotScope scope, List<String> details) throws SQLException {
        Snapshot replayed = Snapshot.read(space.watch().connection(), scope);
        drift = Drift.of(replayed, space.session().server().versionNumber(), target);
        details.addAll(drift.lines());
        details.addAll(drift.caveats());
        return new Came(
                drift.difference().isEmpty()
                        ? "identical"
                        : Texts.count(drift.difference().changes().size(), "difference"),
                // The target is not what its history says; that is no fault of the migrations that are proven.
                true,
                drift.difference(),
                target.schema().count());
    }

    private void chain() throws SQLException, ConnectionFailure, ProjectProblem {
        String title = target == null
                ? "Apply " + Texts.count(pending.size(), "migration")
                : "Apply the " + pending.size() + " pending";
        boolean all = step(title, judge.objects(), details -> judge.apply(pending));
        int newest = judge.chainLength();
        if (newest == 0 && judge.older().isEmpty()) {
            return;
        }
        if (newest > 0) {
            boolean whole = newest == pending.size();
            boolean ran = step(
                    whole ? "Revert them, newest first" : "Revert the newest " + newest + ", newest first",
                    judge.objects(),
                    details -> judge.revertChain(details));
            String start = whole && !base.isEmpty() ? "step 1" : "what was there before";
            boolean exact = ran && step("Compare with " + start, -1, details -> judge.compare(details));
            if (exact && all) {
                step("Apply again", judge.objects(), details -> judge.applyAgain(details));
            }
        }
        List<Migration> older = judge.older();
        if (!older.isEmpty() && !cancellation.isRequested()) {
            step(
                    "Judge " + (older.size() == 1 ? "the one" : "the " + older.size()) + " before, each at its place",
                    -1,
                    details -> judge.eachAtItsPlace(
                            pending.subList(0, pending.indexOf(older.getLast()) + 1), older, details));
        }
    }

    private boolean step(String title, int objectsBefore, Work work)
            throws SQLException, ConnectionFailure, ProjectProblem {
        if (cancellation.isRequested()) {
            return false;
        }
        listener.on(new RunEvent.TestStepStarted(title));
        long started = System.nanoTime();
        List<String> details = new ArrayList<>();
        Came came;
        try {
            came = work.perform(details);
            recorder.confirm();
        } catch (MigrationFailed e) {
            recorder.stop(e.getCause() instanceof SQLException said ? said : null);
            came = new Came(cancellation.isRequested() ? "cancelled" : "failed", false, null, -1);
            details.add(space.session().redaction().apply(String.valueOf(e.getMessage())));
        } catch (NotClean e) {
            came = new Came("failed", false, null, -1);
            details.add(e.getMessage());
        }
        TestStep step = new TestStep(
                title,
                came.passed,
                came.result,
                objectsBefore,
                came.objects,
                Duration.ofNanos(System.nanoTime() - started),
                details,
                came.difference);
        tests.add(step);
        listener.on(new RunEvent.TestStepEnded(step));
        return came.passed;
    }

    private RunResult result(TargetInfo info) throws SQLException, ProjectProblem {
        TestStep failed = tests.stream().filter(t -> !t.passed()).findFirst().orElse(null);
        RunOutcome outcome = cancellation.isRequested()
                ? RunOutcome.CANCELLED
                : failed == null ? RunOutcome.SUCCEEDED : RunOutcome.FAILED;
        List<PairProof> pairs = judge.pairs(pending);
        RunResult withSteps = new RunResult(
                id,
                RunKind.TEST,
                outcome,
                ProofSentences.summary(format, outcome, base.size(), pairs, failed),
                advice,
                recorder.steps(),
                tests,
                project.name(),
                project.folder().toString(),
                project.format(),
                info,
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                change,
                List.of(),
                target == null ? null : target.evidence(),
                null,
                new Proof(
                        request.place(),
                        pairs,
                        drift == null ? null : drift.difference(),
                        judge.plantedTables(),
                        judge.fates(),
                        kept),
                List.of());
        return withSteps.advising(furtherAdvice(withSteps.firstError()));
    }

    private List<String> furtherAdvice(StatementError error) throws SQLException, ProjectProblem {
        List<String> all = new ArrayList<>(advice);
        if (kept == null && error != null && space.watch().connection().isValid(2)) {
            all.addAll(ScratchLacks.advice(error, project, space.watch(), request.place()));
        }
        if (error != null && request.rows() > 0) {
            all.add("It failed with rows in the tables that Turnstone had made up (--rows): on real rows it may do the"
                    + " same.");
        }
        if (kept != null) {
            all.add("The scratch database is kept: " + kept);
            all.add("`turnstone scratch drop` drops it when you are done.");
        }
        return all;
    }
}
