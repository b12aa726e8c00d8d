package org.turnstone.cli;

import java.nio.file.Path;
import java.util.List;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.run.RunRequest;

/** The main job on the sample project, step by step, each explained in a line. */
final class Tour {
    /** How many migrations are left for the tour to run. */
    private static final int PENDING = 3;

    private final Context context;
    private final Path folder;
    private final Page page;

    Tour(Context context, Path folder) {
        this.context = context;
        this.folder = folder;
        this.page = context.out();
    }

    /** Gives the tour; ends early, with that step's exit code, should one go wrong. */
    int give() throws Exception {
        page.line(context.ink().bold("Turnstone") + " in five steps, on a sample project and a PostgreSQL of its own."
                + " Nothing of yours is touched.");
        Project project = context.engine().open(folder);
        Target target = context.engine().scratchDatabase("demo");
        context.discretion().learn(target.address().password());
        Conductor conductor = new Conductor(context);

        explain("First, a database to begin with: most migrations applied, some pending.", "migrate --to VERSION");
        int code = conductor.carryOutAndTell(RunRequest.migrate(project, target).to(beforeTheLast(project)));
        if (code != Exit.DONE) {
            return code;
        }
        explain("1. Where does every migration stand?", "status");
        new StatusView(context).print(context.engine().status(project, target));

        List<Stop> stops = List.of(
                new Stop(
                        "2. Rehearse what is pending on the database itself; all of it is rolled back.",
                        "dry-run",
                        RunRequest.dryRun(project, target)),
                new Stop("3. Do it.", "migrate", RunRequest.migrate(project, target)),
                new Stop(
                        "4. Take the last two back, by the scripts that revert them.",
                        "revert --steps 2",
                        RunRequest.revert(project, target, 2)),
                new Stop(
                        "5. Prove every script on a throwaway database: apply, revert, compare, apply again.",
                        "test",
                        RunRequest.test(project, null)));
        for (Stop stop : stops) {
            explain(stop.explanation(), stop.command());
            code = conductor.carryOutAndTell(stop.request());
            if (code != Exit.DONE) {
                return code;
            }
        }
        page.line("");
        page.line("That was the tour. With your own project: turnstone test FOLDER, then turnstone --help.");
        return Exit.DONE;
    }

    private record Stop(String explanation, String command, RunRequest request) {}

    private void explain(String what, String command) {
        page.line("");
        page.line(context.ink().bold(what) + "  " + context.ink().faint("turnstone " + command));
        page.line("");
    }

    /** Null, for all, in a project too small to leave some. */
    private static String beforeTheLast(Project project) {
        List<String> versions = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                .map(Migration::version)
                .toList();
        int stop = versions.size() - 1 - PENDING;
        return stop < 0 ? null : versions.get(stop);
    }
}
