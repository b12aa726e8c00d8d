package org.turnstone.cli;

import org.turnstone.connection.ConnectionFailure;
import org.turnstone.format.ProjectProblem;
import org.turnstone.report.JsonReport;
import org.turnstone.run.Cancellation;
import org.turnstone.run.DataThatGoes;
import org.turnstone.run.RunRefused;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;

/** Has the engine carry out a run, shows it as it goes, and can be interrupted. */
final class Conductor {
    private final Context context;

    Conductor(Context context) {
        this.context = context;
    }

    /** The run, told as it went: its exit code. */
    int carryOutAndTell(RunRequest request) throws ConnectionFailure, ProjectProblem, RunRefused {
        return carryOutAndTell(request, null);
    }

    /** @param goes the data that was said to go with it; null where nobody looked */
    int carryOutAndTell(RunRequest request, DataThatGoes goes) throws ConnectionFailure, ProjectProblem, RunRefused {
        Cancellation cancellation = new Cancellation();
        try (Interruption _ = Interruption.watch(cancellation)) {
            RunResult result = run(request, cancellation);
            tell(result, goes);
            return Exit.of(result.outcome());
        }
    }

    /** The run, for somebody who tells about it otherwise. */
    RunResult carryOut(RunRequest request) throws ConnectionFailure, ProjectProblem, RunRefused {
        Cancellation cancellation = new Cancellation();
        try (Interruption _ = Interruption.watch(cancellation)) {
            return run(request, cancellation);
        }
    }

    private RunResult run(RunRequest request, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem, RunRefused {
        try (Progress progress = new Progress(context, request.kind())) {
            return context.engine().run(request, progress, cancellation);
        }
    }

    private void tell(RunResult result, DataThatGoes goes) {
        if (context.speech().json) {
            context.terminal().out().print(JsonReport.of(result, goes));
            context.terminal().out().flush();
        }
        new RunView(context).print(result);
    }
}
