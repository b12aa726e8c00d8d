package org.turnstone.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.report.Samples;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Direction;
import org.turnstone.run.Engine;
import org.turnstone.run.Outlook;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunListener;
import org.turnstone.run.RunRefused;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StatusResult;
import org.turnstone.run.StepResult;
import org.turnstone.run.TestStep;

/** An engine that ends as a test says, and remembers what it was asked. */
final class FakeEngine implements Engine {
    StatusResult status = Samples.status(Samples.project(Path.of("migrations")), MigrationState.APPLIED);
    RunResult result = Samples.migrated();
    /** Thrown by everything that can throw; null for nothing. */
    Throwable problem;

    org.turnstone.run.DataThatGoes goes = org.turnstone.run.DataThatGoes.NONE;
    org.turnstone.run.LockReport locks;
    /** What was done about locks. */
    final List<String> done = new java.util.ArrayList<>();

    Runnable duringRun = () -> {};
    Path opened;
    Target asked;
    RunRequest request;
    boolean closed;

    @Override
    public Project open(Path folder) throws ProjectProblem {
        opened = folder;
        if (problem instanceof ProjectProblem unreadable) {
            throw unreadable;
        }
        return status.project();
    }

    @Override
    public org.turnstone.run.Remedies remedies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.turnstone.run.LockDoctor locks() {
        return new org.turnstone.run.LockDoctor() {
            @Override
            public org.turnstone.run.LockReport look(Target target) {
                return locks;
            }

            @Override
            public String cancel(Target target, int pid) {
                return note("cancelled " + pid);
            }

            @Override
            public String terminate(Target target, int pid) {
                return note("terminated " + pid);
            }

            @Override
            public String dropLeftover(Target target, String index) {
                return note("dropped " + index);
            }

            private String note(String what) {
                done.add(what);
                return what;
            }
        };
    }

    @Override
    public org.turnstone.run.Proofs proofs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StatusResult status(Project project, Target target) throws ConnectionFailure {
        asked = target;
        fail();
        return status;
    }

    @Override
    public String historyMark(Project project, Target target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StatusResult statusWithoutTarget(Project project) {
        return new StatusResult(project, null, status.status());
    }

    @Override
    public Outlook outlook(Project project, Target target, Map<String, String> wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.turnstone.run.DataThatGoes dataThatGoes(RunRequest revert) throws ConnectionFailure, RunRefused {
        if (problem instanceof RunRefused refused) {
            throw refused;
        }
        fail();
        return goes;
    }

    @Override
    public RunResult run(RunRequest asking, RunListener listener, Cancellation cancellation)
            throws ConnectionFailure, RunRefused {
        request = asking;
        asked = asking.target();
        if (problem instanceof RunRefused refused) {
            throw refused;
        }
        fail();
        tell(listener);
        duringRun.run();
        listener.on(new RunEvent.Ended(result));
        return result;
    }

    private void tell(RunListener listener) {
        listener.on(new RunEvent.Started(result.id(), result.kind(), result.target(), List.of()));
        listener.on(new RunEvent.WaitingForLock("flyway (anna)", Duration.ofSeconds(1)));
        listener.on(new RunEvent.WaitingForLock("flyway (anna)", Duration.ofSeconds(2)));
        for (TestStep test : result.tests()) {
            listener.on(new RunEvent.TestStepStarted(test.title()));
            listener.on(new RunEvent.TestStepEnded(test));
        }
        int number = 1;
        for (StepResult step : result.steps()) {
            Migration migration = Samples.migration(step.version(), step.description(), true);
            PlannedStep planned =
                    new PlannedStep(migration, result.kind() == RunKind.REVERT ? Direction.DOWN : Direction.UP);
            listener.on(
                    new RunEvent.StepStarted(planned, number++, result.steps().size()));
            for (StatementResult statement : step.statements()) {
                listener.on(new RunEvent.StatementStarted(statement.line(), statement.sql()));
                listener.on(new RunEvent.StatementEnded(statement));
            }
            listener.on(new RunEvent.StepEnded(step));
        }
    }

    private void fail() throws ConnectionFailure {
        switch (problem) {
            case ConnectionFailure failure -> throw failure;
            case RuntimeException unexpected -> throw unexpected;
            case Error error -> throw error;
            case null, default -> {}
        }
    }

    @Override
    public org.turnstone.run.Workbench workbench() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Target scratchDatabase(String name) throws ConnectionFailure {
        fail();
        return CliRun.target("postgresql://turnstone:made-up@127.0.0.1:40000/" + name);
    }

    @Override
    public org.turnstone.run.BuiltInState builtIn() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }
}
