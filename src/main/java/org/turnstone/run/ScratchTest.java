package org.turnstone.run;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.format.Format;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationFailed;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NotClean;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.StatusEntry;
import org.turnstone.schema.SchemaOutline;
import org.turnstone.scratch.BuiltInPostgres;

/**
 * A project proven on a scratch database: what is applied is replayed, what is pending applied, reverted newest first,
 * compared with what was there before each, and applied again. Without a target every migration with a revert script,
 * back to the first without one, counts as pending.
 */
final class ScratchTest {
    private final String id;
    private final Format format;
    private final Project project;
    private final Project versionedOnly;
    private final RunRequest request;
    private final BuiltInPostgres builtIn;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();

    private final List<TestStep> tests = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private Session session;
    private Recorder recorder;
    private RunConnection run;

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
        this.versionedOnly = with(project.migrations().stream()
                .filter(m -> m.kind() != Migration.Kind.REPEATABLE)
                .toList());
        this.request = request;
        this.builtIn = builtIn;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    RunResult run() throws ConnectionFailure, ProjectProblem {
        List<Migration> base = new ArrayList<>();
        List<Migration> pending = new ArrayList<>();
        divide(base, pending);
        for (Migration migration : project.migrations()) {
            Optional<String> refusal = format.refusal(project, migration);
            if (refusal.isEmpty() && migration.revertible()) {
                refusal = format.revertRefusal(project, migration);
            }
            if (refusal.isPresent()) {
                throw new ProjectProblem(refusal.get());
            }
        }
        Target scratch = builtIn.createDatabase("turnstone_scratch_" + id.substring(id.lastIndexOf('-') + 1));
        boolean kept = false;
        try (Session opened = Session.open(scratch, "turnstone " + id)) {
            session = opened;
            cancellation.during(opened::cancel);
            format.enter(opened);
            List<PlannedStep> plan = plan(base, pending);
            listener.on(new RunEvent.Started(id, RunKind.TEST, TurnstoneEngine.targetInfo(opened), plan));
            opened.hide(format.secrets(project));
            recorder = new Recorder(listener, cancellation, opened.redaction(), null, plan.size(), Direction.UP);
            run = new RunConnection(opened, false, recorder);
            prove(base, pending);
            kept = request.keepScratch();
            return result(scratch, kept);
        } catch (SQLException e) {
            throw Session.failure(e, scratch);
        } finally {
            cancellation.during(null);
            if (!kept) {
                builtIn.dropDatabase(scratch.address().database());
            }
        }
    }

    /** What is replayed, and what is proven. */
    private void divide(List<Migration> base, List<Migration> pending) throws ConnectionFailure, ProjectProblem {
        List<Migration> versioned = project.migrations().stream()
                .filter(m -> m.kind() == Migration.Kind.VERSIONED)
                .toList();
        if (request.target() == null) {
            int first = versioned.size();
            while (first > 0 && versioned.get(first - 1).revertible()) {
                first--;
            }
            base.addAll(versioned.subList(0, first));
            pending.addAll(versioned.subList(first, versioned.size()));
            if (pending.isEmpty()) {
                // Nothing can be reverted: at least everything is applied.
                pending.addAll(base);
                base.clear();
            }
            return;
        }
        Set<String> applied = new HashSet<>();
        try (Session target = Session.openReadOnly(request.target(), "turnstone " + id)) {
            format.enter(target);
            for (StatusEntry entry : format.status(target.connection(), project).entries()) {
                if (entry.migration() != null && entry.state() != MigrationState.PENDING) {
                    applied.add(entry.version());
                }
            }
        } catch (SQLException e) {
            throw Session.failure(e, request.target());
        }
        for (Migration migration : versioned) {
            (applied.contains(migration.version()) ? base : pending).add(migration);
        }
    }

    private static List<PlannedStep> plan(List<Migration> base, List<Migration> pending) {
        List<PlannedStep> plan = new ArrayList<>();
        base.forEach(m -> plan.add(new PlannedStep(m, Direction.UP)));
        pending.forEach(m -> plan.add(new PlannedStep(m, Direction.UP)));
        List<Migration> down = revertible(pending);
        down.forEach(m -> plan.add(new PlannedStep(m, Direction.DOWN)));
        Collections.reverse(down);
        down.forEach(m -> plan.add(new PlannedStep(m, Direction.UP)));
        return plan;
    }

    /** Newest first, up to the first that cannot be taken back. */
    private static List<Migration> revertible(List<Migration> pending) {
        List<Migration> result = new ArrayList<>();
        for (int i = pending.size() - 1; i >= 0 && pending.get(i).revertible(); i--) {
            result.add(pending.get(i));
        }
        return result;
    }

    /** A step of the test: gives the result in a word or two, and adds lines to {@code details}. */
    private interface Work {
        String perform(List<String> details) throws SQLException, ProjectProblem, MigrationFailed, NotClean;
    }

    private void prove(List<Migration> base, List<Migration> pending) throws SQLException, ProjectProblem {
        List<Migration> down = revertible(pending);
        List<SchemaOutline> before = new ArrayList<>();
        SchemaOutline[] applied = new SchemaOutline[1];
        Set<String> repeatables = new HashSet<>();

        boolean going = base.isEmpty()
                || step(
                        "Replay the "
                                + Texts.count(base.size(), "applied migration").replaceFirst("^1 applied", "applied"),
                        details -> {
                            format.migrate(
                                    run,
                                    with(versionedOnly.migrations().stream()
                                            .filter(m -> m.kind() != Migration.Kind.VERSIONED || base.contains(m))
                                            .toList()),
                                    base.get(base.size() - 1).version(),
                                    recorder);
                            return "ok";
                        });
        going = going
                && step(applyTitle(pending), details -> {
                    for (Migration migration : pending) {
                        before.add(outline());
                        format.migrate(run, versionedOnly, migration.version(), recorder);
                    }
                    SchemaOutline versioned = outline();
                    // Last the repeatable ones: what they make belongs to none of the versions.
                    format.migrate(run, project, null, recorder);
                    applied[0] = outline();
                    repeatables.addAll(applied[0].beyond(versioned));
                    return "ok";
                });
        if (!going) {
            return;
        }
        if (down.isEmpty()) {
            note("Revert them, newest first", pending.isEmpty() ? "nothing pending" : "no revert scripts");
            return;
        }
        List<String> differences = new ArrayList<>();
        going = step(revertTitle(down, pending), details -> {
            recorder.setDirection(Direction.DOWN);
            for (int i = 0; i < down.size(); i++) {
                Migration migration = down.get(i);
                format.revert(run, project, migration, recorder);
                recorder.confirm();
                SchemaOutline expected = before.get(pending.indexOf(migration));
                for (String line : outline().differencesFrom(expected, repeatables)) {
                    String named = format.label(migration.version(), migration.description()) + " " + line;
                    if (differences.stream().noneMatch(d -> d.endsWith(line))) {
                        differences.add(named);
                    }
                }
            }
            return "ok";
        });
        going = going
                && step("Compare with what was there before", details -> {
                    details.addAll(differences);
                    if (!repeatables.isEmpty()) {
                        details.add("What the repeatable migrations make belongs to no version and is left out.");
                    }
                    return differences.isEmpty() ? "identical" : Texts.count(differences.size(), "difference");
                });
        if (!going) {
            return;
        }
        step("Apply them again", details -> {
            recorder.setDirection(Direction.UP);
            format.migrate(run, project, null, recorder);
            List<String> again = outline().differencesFrom(applied[0], Set.of());
            details.addAll(again);
            return again.isEmpty() ? "ok, identical" : Texts.count(again.size(), "difference");
        });
    }

    private String applyTitle(List<Migration> pending) {
        return request.target() == null
                ? "Apply " + Texts.count(pending.size(), "migration")
                : "Apply the " + pending.size() + " pending";
    }

    private static String revertTitle(List<Migration> down, List<Migration> pending) {
        return down.size() == pending.size()
                ? "Revert them, newest first"
                : "Revert the newest " + down.size() + " of them (those before have no revert script)";
    }

    private boolean step(String title, Work work) throws SQLException, ProjectProblem {
        listener.on(new RunEvent.TestStepStarted(title));
        long started = System.nanoTime();
        List<String> details = new ArrayList<>();
        String word;
        boolean passed;
        try {
            word = work.perform(details);
            recorder.confirm();
            passed = !word.contains("difference");
        } catch (MigrationFailed e) {
            recorder.stop(e.getCause() instanceof SQLException said ? said : null);
            word = cancellation.isRequested() ? "cancelled" : "failed";
            passed = false;
            details.add(session.redaction().apply(e.getMessage()));
        } catch (NotClean e) {
            word = "failed";
            passed = false;
            details.add(e.getMessage());
        }
        int objects = cancellation.isRequested() ? -1 : outline().objects();
        TestStep step = new TestStep(
                title, passed, word, -1, objects, Duration.ofNanos(System.nanoTime() - started), details, null);
        tests.add(step);
        listener.on(new RunEvent.TestStepEnded(step));
        return passed;
    }

    private void note(String title, String word) throws SQLException {
        TestStep step = new TestStep(title, true, word, -1, outline().objects(), Duration.ZERO, List.of(), null);
        tests.add(step);
        listener.on(new RunEvent.TestStepEnded(step));
    }

    private SchemaOutline outline() throws SQLException {
        return SchemaOutline.read(session.connection(), format.historyTables(project));
    }

    private RunResult result(Target scratch, boolean kept) {
        TestStep failed = tests.stream().filter(t -> !t.passed()).findFirst().orElse(null);
        long reverted = recorder.steps().stream()
                .filter(s -> s.direction() == Direction.DOWN)
                .count();
        String summary;
        RunOutcome outcome;
        if (cancellation.isRequested()) {
            outcome = RunOutcome.CANCELLED;
            summary = "The test was cancelled.";
        } else if (failed == null) {
            outcome = RunOutcome.SUCCEEDED;
            summary = project.migrations().size() + " migrations replay"
                    + (reverted == 0
                            ? "; none of them could be reverted."
                            : ", and the " + reverted + " with revert scripts revert to the schema they"
                                    + " started from.");
        } else {
            outcome = RunOutcome.FAILED;
            summary = "Not proven: \"" + failed.title() + "\" gave " + failed.result() + ".";
        }
        if (kept) {
            advice.add("The scratch database is kept while Turnstone runs: " + Addresses.display(scratch.address()));
        }
        return new RunResult(
                id,
                RunKind.TEST,
                outcome,
                summary,
                advice,
                recorder.steps(),
                tests,
                project.name(),
                project.folder().toString(),
                project.format(),
                TurnstoneEngine.targetInfo(session),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                null,
                List.of(),
                null,
                null);
    }

    /** The same project with only these migrations, for tools that would run a pending one between applied ones. */
    private Project with(List<Migration> migrations) {
        return project.with(migrations);
    }
}
