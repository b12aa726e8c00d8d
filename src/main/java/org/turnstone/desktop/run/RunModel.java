package org.turnstone.desktop.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.PulseQueue;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.run.Blocker;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Direction;
import org.turnstone.run.Engine;
import org.turnstone.run.LockDoctor;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRefused;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StepOutcome;
import org.turnstone.run.StepResult;
import org.turnstone.run.TestStep;

/** The run that is going on, or the one that is looked at, those that wait, and those of this session. One at a time. */
public final class RunModel {
    /** What the run is at. */
    public enum State {
        /** No run was ever begun or looked at. */
        NONE,
        RUNNING,
        CANCELLING,
        ENDED
    }

    private final Engine engine;
    private final Background background;
    private final Messages messages;
    private final PulseQueue<RunEvent> events;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<RunKind> kind = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.NONE);
    private final ReadOnlyObjectWrapper<Instant> begun = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<RunResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<RunPlace> place = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper treated = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<PastRun> lookedBack = new ReadOnlyObjectWrapper<>();
    private final RunQueue queue = new RunQueue();
    private final ObservableList<StatementRow> statements = FXCollections.observableArrayList();
    private final ObservableList<StepRow> steps = FXCollections.observableArrayList();
    private final ObservableList<TestStep> tests = FXCollections.observableArrayList();
    private final ObservableList<String> output = FXCollections.observableArrayList();
    private final ObservableList<PastRun> past = FXCollections.observableArrayList();
    // Kept: a wrapper nobody holds is collected, and its listeners with it.
    private final ObservableList<StatementRow> shownStatements = FXCollections.unmodifiableObservableList(statements);
    private final ObservableList<StepRow> shownSteps = FXCollections.unmodifiableObservableList(steps);
    private final ObservableList<TestStep> shownTests = FXCollections.unmodifiableObservableList(tests);
    private final ObservableList<String> shownOutput = FXCollections.unmodifiableObservableList(output);
    private final ObservableList<PastRun> shownPast = FXCollections.unmodifiableObservableList(past);
    private Cancellation cancellation;
    private String script = "";
    private String step = "";
    /** The target of the run that goes on or ended last; null for one of another day. */
    private Target worked;

    /** The step the run is at, from 0. */
    private int at;

    private boolean recalling;
    private Supplier<String> unsaved = () -> null;
    private Consumer<RunResult> onEnded = ended -> {};

    public RunModel(Engine engine, Background background, FxThread fx, Messages messages) {
        this.engine = engine;
        this.background = background;
        this.messages = messages;
        this.events = new PulseQueue<>(fx, this::take);
    }

    // Properties

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<RunKind> kindProperty() {
        return kind.getReadOnlyProperty();
    }

    /** What it works or worked on; null before the first run. */
    public ReadOnlyObjectProperty<RunPlace> placeProperty() {
        return place.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Instant> begunProperty() {
        return begun.getReadOnlyProperty();
    }

    /** What the run came to; null while it goes on, and when it could not begin. */
    public ReadOnlyObjectProperty<RunResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Why the run could not begin, in a sentence; null when it did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Why the last thing that was asked for was not begun; null when it was. */
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /** What came of doing something about a session in the way, in a sentence; null when nothing was done. */
    public ReadOnlyStringProperty treatedProperty() {
        return treated.getReadOnlyProperty();
    }

    public ObservableList<StatementRow> statements() {
        return shownStatements;
    }

    /** The migrations of the run, also those that are still to come. */
    public ObservableList<StepRow> steps() {
        return shownSteps;
    }

    public ObservableList<TestStep> tests() {
        return shownTests;
    }

    /** Remarks and what the server said, a line each. */
    public ObservableList<String> output() {
        return shownOutput;
    }

    /** The runs of this session, newest first. */
    public ObservableList<PastRun> past() {
        return shownPast;
    }

    /** The run of earlier that is looked at; null while the last one of this session is. */
    public ReadOnlyObjectProperty<PastRun> lookedBackProperty() {
        return lookedBack.getReadOnlyProperty();
    }

    /** Whether what is shown was not asked for, so that nothing need come to the front for it. */
    public boolean isRecalling() {
        return recalling;
    }

    /** What begins when this run has ended. */
    public RunQueue queue() {
        return queue;
    }

    public boolean isRunning() {
        return state.get() == State.RUNNING || state.get() == State.CANCELLING;
    }

    /** Whether a run that changes something would be refused now. */
    public boolean refuses() {
        return isRunning() || unsaved.get() != null;
    }

    /** Who is asked for the name of a script that is not saved yet; a run would not see what was written. */
    public void askUnsaved(Supplier<String> question) {
        unsaved = question;
    }

    public void onEnded(Consumer<RunResult> action) {
        onEnded = action;
    }

    // Commands

    /** Begins a run. While another goes on, one that changes nothing waits for its end; any other is refused. */
    public void start(RunRequest request) {
        String script = unsaved.get();
        if (script != null) {
            refuse(messages.text("run.refused.unsaved", script));
        } else if (!isRunning()) {
            begin(request);
        } else if (!RunQueue.takes(request)) {
            refuse(messages.text("run.refused.running", RunWords.kind(messages, kind.get())));
        } else if (!queue.add(request)) {
            refuse(messages.text("run.refused.waits", RunWords.kind(messages, request.kind())));
        } else {
            refusal.set(null);
        }
    }

    /** Begins what waits although the run before it did not go well. */
    public void goOn() {
        RunRequest next = queue.first();
        String script = unsaved.get();
        if (next == null || isRunning()) {
            return;
        }
        if (script != null) {
            // It would run what is on the disk, and somebody sees something else.
            refuse(messages.text("run.refused.unsaved", script));
            queue.hold();
            return;
        }
        queue.remove(next);
        begin(next);
    }

    private void refuse(String sentence) {
        // The same words are said again, too.
        refusal.set(null);
        refusal.set(sentence);
    }

    private void begin(RunRequest request) {
        queue.release();
        refusal.set(null);
        clear(request.kind());
        worked = request.target();
        place.set(RunPlace.of(request));
        begun.set(Instant.now());
        state.set(State.RUNNING);
        var own = new Cancellation();
        cancellation = own;
        background.run(
                "run",
                () -> engine.run(request, events::add, own),
                ended -> {
                    events.drain();
                    end(ended, null);
                },
                failure -> {
                    events.drain();
                    end(null, WorkspaceModel.sentence(failure));
                });
    }

    /** Asks the run to end now; the statement of the moment is cancelled on the server. */
    public void cancel() {
        if (state.get() == State.RUNNING) {
            state.set(State.CANCELLING);
            Cancellation own = cancellation;
            background.read(
                    "cancel",
                    () -> {
                        own.cancel();
                        return true;
                    },
                    done -> {},
                    failure -> output.add(WorkspaceModel.sentence(failure)));
        }
    }

    /** Whether something can be done about a session in the way: one that has a process, on a target that is known. */
    public boolean canTreat(Blocker blocker) {
        return worked != null && blocker.pid() > 0;
    }

    /** Has the server cancel what a session in the way is carrying out. */
    public void cancelBlocker(Blocker blocker) {
        treat(blocker, (doctor, target) -> doctor.cancel(target, blocker.pid()));
    }

    /** Has the server end a session in the way; what it had not committed is lost. */
    public void endBlocker(Blocker blocker) {
        treat(blocker, (doctor, target) -> doctor.terminate(target, blocker.pid()));
    }

    private interface Treatment {
        String of(LockDoctor doctor, Target target) throws ConnectionFailure, RunRefused;
    }

    private void treat(Blocker blocker, Treatment treatment) {
        Target target = worked;
        if (canTreat(blocker)) {
            treated.set(null);
            background.read(
                    "locks",
                    () -> treatment.of(engine.locks(), target),
                    this::tell,
                    failure -> tell(WorkspaceModel.sentence(failure)));
        }
    }

    private void tell(String sentence) {
        output.add(sentence);
        treated.set(sentence);
    }

    /** Shows a run of earlier as it looked when it ended. */
    public void show(PastRun run) {
        if (isRunning()) {
            refuse(messages.text("run.refused.show", RunWords.kind(messages, kind.get())));
            return;
        }
        clear(run.kind());
        place.set(run.place());
        lookedBack.set(run);
        // Another run that ended is another state, too.
        state.set(State.NONE);
        fill(run.result());
        output.setAll(run.output());
        problem.set(run.problem());
        result.set(run.result());
        state.set(State.ENDED);
    }

    /** Fills the panel with a run of an earlier start, unless there is something to see already. */
    public void recall(PastRun run) {
        if (state.get() == State.NONE) {
            recalling = true;
            show(run);
            recalling = false;
        }
    }

    private void clear(RunKind next) {
        statements.clear();
        steps.clear();
        tests.clear();
        output.clear();
        at = 0;
        lookedBack.set(null);
        treated.set(null);
        problem.set(null);
        result.set(null);
        progress.set(Progress.NONE);
        kind.set(next);
    }

    private void take(List<RunEvent> batch) {
        if (!isRunning()) {
            return;
        }
        List<StatementRow> ended = new ArrayList<>();
        for (RunEvent event : batch) {
            take(event, ended);
        }
        statements.addAll(ended);
        if (!ended.isEmpty() && at < steps.size() && steps.get(at).running()) {
            int here = (int)
                    ended.stream().filter(row -> row.script().equals(script)).count();
            change(steps.get(at).counting(here));
        }
    }

    private static StepRow planned(PlannedStep planned) {
        var migration = planned.migration();
        String script = planned.direction() == Direction.UP
                ? migration.scriptName()
                : String.valueOf(migration.revertScript().getFileName());
        return new StepRow(
                migration.label(), migration.description(), script, planned.direction(), null, false, 0, null);
    }

    private static StepRow ended(StepResult result) {
        return new StepRow(
                result.label(),
                result.description(),
                result.script(),
                result.direction(),
                result.outcome(),
                false,
                result.statements().size(),
                result.duration());
    }

    /** Puts what became of the step the run is at in its place. */
    private void change(StepRow row) {
        if (at < steps.size()) {
            steps.set(at, row);
        } else {
            steps.add(row);
        }
    }

    private void take(RunEvent event, List<StatementRow> ended) {
        Progress now = progress.get();
        switch (event) {
            case RunEvent.Started started -> {
                progress.set(now.at(0, started.plan().size(), null));
                steps.setAll(started.plan().stream().map(RunModel::planned).toList());
            }
            case RunEvent.WaitingForLock waiting -> progress.set(now.behind(waiting.holder(), waiting.waited()));
            case RunEvent.Blocked blocked -> progress.set(now.behind(blocked.chain(), blocked.waited()));
            case RunEvent.Unblocked had -> progress.set(now.free());
            case RunEvent.TryingAgain again -> progress.set(now.again(again.attempt(), again.of(), again.pause()));
            case RunEvent.TestStepStarted started -> progress.set(now.at(0, 0, started.title()));
            case RunEvent.TestStepEnded done -> tests.add(done.step());
            case RunEvent.StepStarted started -> {
                StepRow row = planned(started.step());
                step = row.label();
                script = row.script();
                at = started.number() - 1;
                change(row.begun());
                progress.set(now.at(started.number(), started.of(), step + " " + row.description()));
            }
            case RunEvent.StatementStarted started -> progress.set(now.during(started.sql()));
            case RunEvent.StatementEnded done -> {
                ended.add(new StatementRow(step, script, done.statement()));
                output.addAll(done.statement().notices());
                progress.set(progress.get().free());
            }
            case RunEvent.StepEnded done -> {
                change(ended(done.step()));
                progress.set(done.step().outcome() == StepOutcome.DONE ? now.done() : now.during(null));
            }
            case RunEvent.Remark remark -> output.add(remark.text());
            // The value the run returns says the same, and comes when its thread is free again.
            case RunEvent.Ended done -> {}
        }
    }

    private void end(RunResult ended, String failure) {
        if (ended != null) {
            fill(ended);
        }
        progress.set(Progress.NONE);
        problem.set(failure);
        result.set(ended);
        state.set(State.ENDED);
        past.addFirst(new PastRun(kind.get(), Instant.now(), ended, failure, output, place.get()));
        onEnded.accept(ended);
        if (ended != null && ended.outcome().isGood()) {
            goOn();
        } else {
            queue.hold();
        }
    }

    /** The result has the last word: it also knows what was never sent. */
    private void fill(RunResult ended) {
        if (ended == null) {
            return;
        }
        // What was planned and never begun stays in the list as it is.
        for (int i = 0; i < ended.steps().size(); i++) {
            at = i;
            change(ended(ended.steps().get(i)));
        }
        at = 0;
        List<StatementRow> rows = new ArrayList<>();
        for (StepResult each : ended.steps()) {
            each.statements().forEach(s -> rows.add(new StatementRow(each.label(), each.script(), s)));
        }
        statements.setAll(rows);
        tests.setAll(ended.tests());
    }
}
