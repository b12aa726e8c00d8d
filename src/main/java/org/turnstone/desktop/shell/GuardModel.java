package org.turnstone.desktop.shell;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Direction;
import org.turnstone.run.Engine;
import org.turnstone.run.ExactPlan;
import org.turnstone.run.JournalEntry;
import org.turnstone.run.Outlook;
import org.turnstone.run.PastRuns;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatusResult;
import org.turnstone.run.TableLock;
import org.turnstone.run.TargetInfo;
import org.turnstone.sql.DataLoss;

/** What is to be known before a plan is carried out: what its scripts say, what its dry run saw, what goes on now. */
public final class GuardModel {
    /** Whether exactly this plan was rehearsed on this database. */
    public enum Rehearsal {
        /** Nobody has looked yet. */
        UNKNOWN,
        NEVER,
        RUNNING,
        PASSED,
        FAILED
    }

    /**
     * A dry run of exactly this plan.
     *
     * @param result null where there is none, or it cannot be read back
     * @param why it failed, in the words of whoever said no; null where it did not
     */
    public record Rehearsed(Rehearsal rehearsal, Instant at, RunResult result, String why) {
        static final Rehearsed UNKNOWN = new Rehearsed(Rehearsal.UNKNOWN, null, null, null);
        static final Rehearsed NEVER = new Rehearsed(Rehearsal.NEVER, null, null, null);
        static final Rehearsed RUNNING = new Rehearsed(Rehearsal.RUNNING, null, null, null);

        static Rehearsed of(Rehearsal how, Instant at, RunResult result) {
            StatementError error = result == null ? null : result.firstError();
            String sentence = error != null ? error.message() : result == null ? null : result.summary();
            return new Rehearsed(how, at, result, how == Rehearsal.FAILED ? sentence : null);
        }
    }

    /** Older dry runs than these say little about today. */
    private static final int LOOKED_AT = 200;

    private final Engine engine;
    private final RunModel run;
    private final PastRuns journal;
    private final Background background;
    private final ReadOnlyObjectWrapper<PlanFacts> facts = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Rehearsed> rehearsed = new ReadOnlyObjectWrapper<>(Rehearsed.UNKNOWN);
    private final ReadOnlyObjectWrapper<Obstacle> obstacle = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Outlook> outlook = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty skip = new SimpleBooleanProperty();
    private RunRequest request;
    private List<StatusEntry> steps = List.of();
    private StatusResult status;
    /** Why the dry run of this plan could not begin; null when none was refused. */
    private String notBegun;

    private int question;

    /** A null journal knows of no dry run. */
    public GuardModel(Engine engine, RunModel run, PastRuns journal, Background background) {
        this.engine = engine;
        this.run = run;
        this.journal = journal;
        this.background = background;
        run.stateProperty().subscribe(this::runChanged);
    }

    // Properties

    /** Null until the scripts are read. */
    public ReadOnlyObjectProperty<PlanFacts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Rehearsed> rehearsedProperty() {
        return rehearsed.getReadOnlyProperty();
    }

    /** What would have this refused; null where nothing would, and until the scripts are read. */
    public ReadOnlyObjectProperty<Obstacle> obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /** What goes on in the target; null until it answered. */
    public ReadOnlyObjectProperty<Outlook> outlookProperty() {
        return outlook.getReadOnlyProperty();
    }

    /** Whether somebody decided to go on without a dry run. */
    public BooleanProperty skipProperty() {
        return skip;
    }

    /** Whether a dry run of exactly this plan passed, or somebody decided against one. */
    public boolean isRehearsedOrSkipped() {
        Rehearsal now = rehearsed.get().rehearsal();
        return now == Rehearsal.PASSED || skip.get() && now != Rehearsal.RUNNING;
    }

    // Commands

    /** Looks at what a request would do. */
    public void look(RunRequest wanted, List<StatusEntry> wantedSteps, StatusResult now) {
        boolean another = request == null || !request.equals(wanted) || !steps.equals(wantedSteps);
        request = wanted;
        steps = List.copyOf(wantedSteps);
        status = now;
        if (another) {
            skip.set(false);
            facts.set(null);
            obstacle.set(null);
            notBegun = null;
        }
        outlook.set(null);
        rehearsed.set(isRehearsing() ? Rehearsed.RUNNING : Rehearsed.UNKNOWN);
        look();
    }

    /** Looks no longer. */
    public void leave() {
        question++;
        request = null;
        notBegun = null;
        skip.set(false);
    }

    /** Begins a dry run of exactly this plan. */
    public void rehearse() {
        if (request == null) {
            return;
        }
        RunRequest dry = RunRequest.dryRun(request.project(), request.target());
        run.start(
                request.kind() == RunKind.REVERT
                        ? dry.rehearsingRevert(request.steps()).to(request.toVersion())
                        : dry.to(request.toVersion()));
    }

    private void look() {
        int asked = ++question;
        Direction direction = request.kind() == RunKind.REVERT ? Direction.DOWN : Direction.UP;
        List<StatusEntry> own = steps;
        RunRequest wanted = request;
        StatusResult now = status;
        background.read(
                "plan",
                () -> new Read(PlanFacts.of(own, direction), obstacle(wanted, now)),
                read -> {
                    if (asked == question) {
                        obstacle.set(read.obstacle());
                        facts.set(read.facts());
                        findRehearsal(asked, read.facts().exact());
                    }
                },
                failure -> {
                    if (asked == question) {
                        rehearsed.set(Rehearsed.NEVER);
                    }
                });
    }

    private record Read(PlanFacts facts, Obstacle obstacle) {}

    private Obstacle obstacle(RunRequest wanted, StatusResult now) throws ProjectProblem {
        return now == null
                ? null
                : Obstacle.of(wanted, now.status(), state -> engine.remedies().stopsMigrate(wanted.project(), state));
    }

    private void findRehearsal(int asked, ExactPlan exact) {
        TargetInfo where = status == null ? null : status.target();
        background.read(
                "journal",
                () -> rehearsal(exact, where),
                found -> {
                    if (asked == question) {
                        if (!isRehearsing()) {
                            rehearsed.set(
                                    found == Rehearsed.NEVER && notBegun != null
                                            ? new Rehearsed(Rehearsal.FAILED, Instant.now(), null, notBegun)
                                            : found);
                        }
                        lookAround(asked, found.result());
                    }
                },
                failure -> {
                    if (asked == question) {
                        rehearsed.set(Rehearsed.NEVER);
                        lookAround(asked, null);
                    }
                });
    }

    /** The newest dry run of exactly this plan on this database, however it ended. */
    private Rehearsed rehearsal(ExactPlan exact, TargetInfo where) throws IOException {
        if (journal == null || where == null) {
            return Rehearsed.NEVER;
        }
        for (JournalEntry entry : journal.list(LOOKED_AT)) {
            boolean same = entry.runKind() == RunKind.DRY_RUN
                    && entry.outcome() != null
                    && entry.at() != null
                    && entry.at().server().equals(where.server())
                    && entry.at().database().equals(where.database())
                    && entry.plan() != null
                    && entry.plan().isSameAs(exact);
            if (same) {
                Rehearsal how = entry.isGood() ? Rehearsal.PASSED : Rehearsal.FAILED;
                return Rehearsed.of(
                        how, entry.endedAt(), journal.read(entry.id()).result());
            }
        }
        return Rehearsed.NEVER;
    }

    private void lookAround(int asked, RunResult dry) {
        Project project = request.project();
        Target target = request.target();
        Map<String, String> wanted = new LinkedHashMap<>();
        if (dry != null) {
            for (TableLock lock : dry.locks()) {
                wanted.put(lock.relation(), lock.mode());
            }
        }
        for (DataLoss loss : facts.get().losses()) {
            wanted.putIfAbsent(loss.name(), "ACCESS EXCLUSIVE");
        }
        background.read(
                "outlook",
                () -> engine.outlook(project, target, wanted),
                found -> {
                    if (asked == question) {
                        outlook.set(found);
                    }
                },
                failure -> {});
    }

    private boolean isRehearsing() {
        return run.isRunning() && run.kindProperty().get() == RunKind.DRY_RUN;
    }

    private void runChanged(RunModel.State state) {
        if (request == null) {
            return;
        }
        if (isRehearsing()) {
            notBegun = null;
            rehearsed.set(Rehearsed.RUNNING);
        } else if (state == RunModel.State.ENDED) {
            boolean dry = run.kindProperty().get() == RunKind.DRY_RUN;
            notBegun = dry && run.resultProperty().get() == null
                    ? run.problemProperty().get()
                    : null;
            rehearsed.set(Rehearsed.UNKNOWN);
            look();
        }
    }
}
