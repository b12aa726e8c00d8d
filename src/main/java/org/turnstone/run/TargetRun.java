package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationLock;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.scratch.BuiltInPostgres;

/** A migrate, dry run or revert on a target: session, lock, plan, work, result. */
final class TargetRun {
    private final String id;
    private final Format format;
    private final Project project;
    private final RunRequest request;
    private final BuiltInPostgres builtIn;
    private final Journal journal;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();

    private Session session;
    private Recorder recorder;
    /** Who stood in the way when the run gave up. */
    private List<Blocker> blockers = List.of();

    private BlockWatch watch;
    /** Null before there is anything to run. */
    private BeforeAndAfter around;

    private List<PlannedStep> plan = List.of();
    /** Null when the run counts. */
    private ImpactObserver observer;

    private String note;

    TargetRun(
            String id,
            Format format,
            Project project,
            RunRequest request,
            BuiltInPostgres builtIn,
            Journal journal,
            RunListener listener,
            Cancellation cancellation) {
        this.id = id;
        this.format = format;
        this.project = project;
        this.request = request;
        this.builtIn = builtIn;
        this.journal = journal;
        this.listener = new OneAtATime(listener);
        this.cancellation = cancellation;
    }

    RunResult run() throws ConnectionFailure, ProjectProblem, RunRefused {
        try (Session opened = Session.open(request.target(), application());
                BlockWatch watching = watch(opened)) {
            session = opened;
            watch = watching;
            opened.hide(format.secrets(project));
            cancellation.during(opened::cancel);
            refuseWhatCannotWork();
            format.enter(opened);
            MigrationLock own = format.lock(opened.connection(), project);
            Sessions sessions = new Sessions(opened.connection(), opened.redaction(), journal);
            LockWait lock = new LockWait(own, sessions, listener, cancellation);
            if (!lock.take(request.waitLock())) {
                blockers = lock.chain();
                return cancellation.isRequested()
                        ? result(
                                RunOutcome.CANCELLED,
                                "Cancelled while waiting for the migration lock. Nothing was run.")
                        : result(
                                RunOutcome.LOCKED,
                                "Somebody else is migrating this database: " + lock.holder() + ". Gave up after "
                                        + Texts.duration(request.waitLock()) + "; nothing was run.");
            }
            try {
                return locked();
            } finally {
                release(own);
            }
        } catch (SQLException e) {
            if (cancellation.isRequested()) {
                return result(RunOutcome.CANCELLED, "Cancelled before anything was run.");
            }
            throw Session.failure(e, request.target());
        } finally {
            cancellation.during(null);
        }
    }

    private String application() {
        return "turnstone " + id;
    }

    private BlockWatch watch(Session opened) throws SQLException {
        int pid = opened.connection().unwrap(PGConnection.class).getBackendPID();
        return new BlockWatch(request.target(), application() + " watch", pid, journal, listener);
    }

    /** By another session where this one is broken: a lock in a row would stay for ever. */
    private void release(MigrationLock lock) {
        try {
            lock.release(session.connection());
        } catch (SQLException broken) {
            try (Session second = Session.open(request.target(), application())) {
                lock.release(second.connection());
            } catch (SQLException | ConnectionFailure e) {
                listener.on(new RunEvent.Remark("The migration lock could not be given back: "
                        + session.redaction().apply(e.getMessage())));
            }
        }
    }

    private void refuseWhatCannotWork() throws SQLException, RunRefused {
        if (session.server().standby()) {
            throw new RunRefused(request.target().name() + " is a standby and cannot be written to, not even for a dry"
                    + " run. Connect to the primary.");
        }
        if (session.isPooled()) {
            throw new RunRefused("Between Turnstone and " + request.target().name() + " is a pooler. It may give each"
                    + " transaction another server process, and then no migration lock holds. Connect to the database"
                    + " directly.");
        }
    }

    private RunResult locked() throws SQLException, ProjectProblem, RunRefused {
        Status status = format.status(session.connection(), project);
        boolean down = request.kind() == RunKind.REVERT || request.rehearse() == Direction.DOWN;
        NotClean refused = null;
        try {
            plan = down
                    ? Plans.revert(format, session.connection(), project, status, request)
                    : Plans.migrate(format, project, status, request.toVersion());
        } catch (NotClean e) {
            refused = e;
        }
        listener.on(new RunEvent.Started(id, request.kind(), TurnstoneEngine.targetInfo(session), plan));
        if (refused != null) {
            return notClean(status, refused.getMessage());
        }
        if (plan.isEmpty() && (down || status.isClean())) {
            return result(RunOutcome.NOTHING_TO_DO, Texts.nothingToDo(request, status));
        }
        refuseWhatTheToolRefuses();
        boolean rehearsing = request.kind() == RunKind.DRY_RUN;
        recorder = new Recorder(
                listener,
                cancellation,
                session.redaction(),
                rehearsing ? new Rehearsal() : null,
                plan.size(),
                down ? Direction.DOWN : Direction.UP);
        recorder.watch(watch);
        recorder.allowRetries(request.lockRetries());
        ScratchStatements scratch = rehearsing ? tryOnScratch(status) : ScratchStatements.NONE;
        recorder.setScratch(scratch);
        try {
            // On a status that is not clean the tool will refuse, and then nothing may have been run.
            if (!rehearsing && status.isClean()) {
                removeLeftovers();
            }
            around = BeforeAndAfter.begin(session.connection(), format.historyTables(project), rehearsing);
            RunConnection run = new RunConnection(session, rehearsing, recorder);
            try {
                if (rehearsing) {
                    around.begun();
                    observer = ImpactObserver.begin(run, around.relations());
                    recorder.observe(observer);
                }
                work(run, down);
                if (rehearsing) {
                    checkDeferred(run);
                }
                recorder.confirm();
                failAsOnScratch(scratch);
                if (observer != null) {
                    observer.end();
                }
                around.done();
            } finally {
                if (observer != null) {
                    observer.end();
                }
                if (rehearsing) {
                    run.discard();
                    around.takenBack();
                    note = Texts.note(around.moved(), missing());
                }
            }
            if (recorder.steps().isEmpty()) {
                // Some tools pass over what is not clean: nothing pending is nothing to do all the same.
                return result(RunOutcome.NOTHING_TO_DO, Texts.nothingToDo(request, status));
            }
            return result(RunOutcome.SUCCEEDED, Texts.success(request, recorder.steps(), targetName(), elapsed()));
        } catch (NotClean e) {
            return notClean(status, e.getMessage());
        } catch (MigrationFailed e) {
            return failed(e.getMessage(), e.getCause() instanceof SQLException sql ? sql : null);
        }
    }

    /** What no rehearsal here can show, because a program of its own would send it. */
    private ScratchStatements tryOnScratch(Status status) throws SQLException {
        if (plan.stream().noneMatch(s -> format.runsElsewhere(s.migration()))) {
            return ScratchStatements.NONE;
        }
        Set<Migration> applied = status.entries().stream()
                .filter(e -> e.migration() != null && e.state() != MigrationState.PENDING)
                .map(StatusEntry::migration)
                .collect(Collectors.toSet());
        try {
            return ScratchStatements.find(id, format, project, applied, plan, builtIn, cancellation);
        } catch (ConnectionFailure e) {
            throw new SQLException(e.getMessage(), e);
        } finally {
            cancellation.during(session::cancel);
        }
    }

    /** A planned script that fails in an empty copy would fail here. */
    private void failAsOnScratch(ScratchStatements scratch) throws MigrationFailed {
        if (plan.stream()
                .map(PlannedStep::migration)
                .anyMatch(m -> format.runsElsewhere(m) && m.scriptName().equals(scratch.failedScript()))) {
            throw new MigrationFailed(scratch.failedScript() + " failed on scratch: " + scratch.failure(), null);
        }
    }

    private void removeLeftovers() throws SQLException, ProjectProblem {
        List<Migration> outside = migrations(Direction.UP).stream()
                .filter(m -> !m.transactional())
                .toList();
        if (outside.isEmpty()) {
            return;
        }
        // A lock that is held by a transaction leaves no room in its session for one more.
        try (Session second =
                session.connection().getAutoCommit() ? null : Session.open(request.target(), application())) {
            for (String sentence :
                    LeftoverIndexes.removeFor((second == null ? session : second).connection(), outside)) {
                listener.on(new RunEvent.Remark(sentence));
            }
        } catch (ConnectionFailure e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** Before anything ran: the tool itself would find out half way. */
    private void refuseWhatTheToolRefuses() throws ProjectProblem, RunRefused {
        for (Migration migration : migrations(Direction.UP)) {
            Optional<String> refusal = format.refusal(project, migration);
            if (refusal.isPresent()) {
                throw new RunRefused(refusal.get() + " Nothing was run.");
            }
        }
        for (Migration migration : migrations(Direction.DOWN)) {
            Optional<String> refusal = format.revertRefusal(project, migration);
            if (refusal.isPresent()) {
                throw new RunRefused(refusal.get() + " Nothing was run.");
            }
        }
    }

    private void work(RunConnection run, boolean down) throws NotClean, MigrationFailed, ProjectProblem {
        if (!down) {
            untilLocksAreHad(() -> format.migrate(run, project, request.toVersion(), recorder));
            return;
        }
        for (PlannedStep step : plan) {
            untilLocksAreHad(() -> format.revert(run, project, step.migration(), recorder));
            recorder.confirm();
        }
    }

    private interface Work {
        void perform() throws NotClean, MigrationFailed, ProjectProblem;
    }

    /**
     * Carries out what may be carried out again when a lock was not had in time and nothing of it is left: the formats
     * go on behind what is in their histories.
     */
    private void untilLocksAreHad(Work work) throws NotClean, MigrationFailed, ProjectProblem {
        BackOff backOff = new BackOff(RandomGenerator.getDefault());
        while (true) {
            try {
                work.perform();
                return;
            } catch (MigrationFailed e) {
                if (plan.stream().anyMatch(step -> format.runsElsewhere(step.migration()))
                        || !recorder.triesAgain(e.getCause() instanceof SQLException said ? said : null)) {
                    throw e;
                }
                int again = recorder.retries() + 1;
                Duration pause = backOff.before(again);
                recorder.forgetFailure(
                        Texts.tryingAgain(recorder.atHand(format), request, recorder.inTheWay(), pause, again));
                listener.on(new RunEvent.TryingAgain(again + 1, request.lockRetries() + 1, pause));
                if (isCancelledWithin(pause)) {
                    throw e;
                }
            }
        }
    }

    private boolean isCancelledWithin(Duration pause) {
        CountDownLatch cancelled = new CountDownLatch(1);
        cancellation.during(cancelled::countDown);
        try {
            return cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            cancellation.during(session::cancel);
        }
    }

    /** A rollback never asks deferred constraints; a commit would. */
    private void checkDeferred(RunConnection run) throws MigrationFailed {
        try {
            run.askDeferredConstraints();
        } catch (SQLException e) {
            throw new MigrationFailed("A constraint that is checked at commit does not hold.", e);
        }
    }

    private RunResult failed(String message, SQLException said) {
        recorder.stop(said);
        List<String> advice = new ArrayList<>();
        Migration unfinished = recorder.unfinished();
        if (unfinished != null && !recorder.ranInTransaction() && request.kind() == RunKind.MIGRATE) {
            removeLeftover(unfinished, advice);
        }
        if (cancellation.isRequested()) {
            return result(
                    RunOutcome.CANCELLED,
                    Texts.stopped(format, "was cancelled", request, recorder, targetName()),
                    advice);
        }
        boolean timedOut =
                said != null && Recorder.LOCK_NOT_AVAILABLE.equals(said.getSQLState()) || recorder.lockNotHad();
        if (timedOut) {
            blockers = recorder.inTheWay();
            advice.add(Texts.lockNotHad(request, blockers));
        }
        String summary = recorder.unfinished() == null
                ? session.redaction().apply(Texts.withServersWords(message, said)) + " "
                        + Texts.kept(format, recorder.steps(), request)
                : Texts.stopped(format, "failed", request, recorder, targetName());
        return result(timedOut ? RunOutcome.LOCKED : RunOutcome.FAILED, summary, advice);
    }

    /** By a session of its own: this one may be broken, or still have the cancel on its way to it. */
    private void removeLeftover(Migration unfinished, List<String> advice) {
        try (Session second = Session.open(request.target(), application())) {
            format.enter(second);
            advice.addAll(LeftoverIndexes.removeFor(second.connection(), List.of(unfinished)));
        } catch (SQLException | ConnectionFailure | ProjectProblem e) {
            advice.add("If " + unfinished.label() + " was building an index, an invalid one may be left; the next"
                    + " migrate removes it.");
        }
    }

    private RunResult notClean(Status status, String said) {
        return result(
                RunOutcome.NOT_CLEAN,
                Texts.notClean(format, status, session.redaction().apply(said)),
                Texts.adviceFor(format, status));
    }

    private List<String> missing() {
        List<String> sentences = new ArrayList<>(observer == null ? List.of() : observer.missing());
        sentences.addAll(around.missing());
        return sentences;
    }

    private List<Migration> migrations(Direction direction) {
        return plan.stream()
                .filter(s -> s.direction() == direction)
                .map(PlannedStep::migration)
                .toList();
    }

    private String targetName() {
        return request.target().name();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private RunResult result(RunOutcome outcome, String summary) {
        return result(outcome, summary, List.of());
    }

    private RunResult result(RunOutcome outcome, String summary, List<String> advice) {
        return new RunResult(
                id,
                request.kind(),
                outcome,
                summary,
                advice,
                recorder == null ? List.of() : recorder.steps(),
                List.of(),
                project.name(),
                project.folder().toString(),
                project.format(),
                TurnstoneEngine.targetInfo(session),
                startedAt,
                elapsed(),
                around == null ? null : around.change(),
                observer == null ? List.of() : observer.locks(),
                around == null ? null : around.evidence(),
                note,
                null,
                blockers);
    }
}
