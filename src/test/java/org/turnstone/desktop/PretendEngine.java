package org.turnstone.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.turnstone.connection.Address;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Direction;
import org.turnstone.run.Engine;
import org.turnstone.run.Journal;
import org.turnstone.run.Outlook;
import org.turnstone.run.PlannedStep;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunListener;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StatusResult;
import org.turnstone.run.StepOutcome;
import org.turnstone.run.StepResult;
import org.turnstone.run.TargetInfo;
import org.turnstone.run.TestStep;

/**
 * An engine without a database: it reads real folders and remembers what it pretended to run. A statement with {@code
 * no_such} in it fails, one with {@code pg_sleep} lasts until it is cancelled.
 */
public final class PretendEngine implements Engine {
    private final Map<Path, String> trusted = new ConcurrentHashMap<>();

    /** What each target has, by script name. */
    private final Map<String, Map<String, StatusEntry>> histories = new ConcurrentHashMap<>();

    /** Where runs are noted; null for nowhere. */
    private Journal journal;

    private Outlook outlook = new Outlook(null, false, 44L << 30, Map.of(), List.of(), true, Duration.ofNanos(400_000));
    private final PretendWorkbench workbench = new PretendWorkbench();

    private LocalDateTime clock = LocalDateTime.of(2026, 3, 12, 14, 2);

    /** A target on this machine with this name. */
    public static Target target(String name) {
        return new Target(
                name, new Address("localhost", 5432, "shop", "anna", new Secret("s3cret"), Map.of()), Limits.DEFAULT);
    }

    /** Notes every run from now on. */
    public void journal(Journal wanted) {
        journal = wanted;
    }

    /** What goes on in every target from now on. */
    public void outlook(Outlook now) {
        outlook = now;
    }

    public void clock(LocalDateTime time) {
        clock = time;
    }

    /** The lines of a target's history. */
    public List<StatusEntry> history(String target) {
        return List.copyOf(histories.getOrDefault(target, Map.of()).values());
    }

    /** Puts a line into a target's history as it is. */
    public void record(Target target, StatusEntry entry) {
        history(target).put(entry.script(), entry);
    }

    @Override
    public Project open(Path folder) throws ProjectProblem {
        List<Migration> migrations = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[VR].*__.*\\.(sql|js)")) {
                    migrations.add(migration(file, name));
                }
            }
        } catch (IOException e) {
            throw new ProjectProblem("Cannot read " + folder + ": " + e.getMessage());
        }
        if (migrations.isEmpty()) {
            throw new ProjectProblem("No migrations below " + folder + ". Choose the folder that holds V1__….sql.");
        }
        migrations.sort(Comparator.comparing((Migration m) -> m.kind())
                .thenComparing(m -> m.version() == null ? 0L : Long.parseLong(m.version())));
        Path program = folder.resolve("knexfile.js");
        boolean asks = Files.exists(program) && !sha256(program).equals(trusted.get(program));
        return new Project(
                folder.getFileName().toString(),
                folder,
                folder,
                "Flyway",
                "Files are named V…__.",
                migrations,
                List.of(),
                org.turnstone.format.ProjectSettings.none(),
                asks ? program : null);
    }

    @Override
    public void trust(Path program, String sha256) {
        trusted.put(program, sha256);
    }

    @Override
    public void distrust(Path program) {
        trusted.remove(program);
    }

    private static String sha256(Path file) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Migration migration(Path file, String name) throws IOException {
        boolean repeatable = name.startsWith("R");
        String version = repeatable ? null : name.substring(1, name.indexOf("__"));
        String description =
                name.substring(name.indexOf("__") + 2, name.lastIndexOf('.')).replace('_', ' ');
        Path undo = file.resolveSibling("U" + name.substring(1));
        return new Migration(
                version,
                description,
                repeatable ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED,
                file,
                name,
                Files.exists(undo) ? undo : null,
                !Files.readString(file).toLowerCase(java.util.Locale.ROOT).contains("concurrently"));
    }

    @Override
    public org.turnstone.run.Remedies remedies() {
        return new PretendRemedies();
    }

    @Override
    public org.turnstone.run.LockDoctor locks() {
        return new PretendDoctor();
    }

    @Override
    public org.turnstone.run.Proofs proofs() {
        return new PretendProofs();
    }

    @Override
    public StatusResult status(Project project, Target target) throws ConnectionFailure {
        if (target.name().contains("unreachable")) {
            throw new ConnectionFailure(
                    ConnectionFailure.Kind.REACHABILITY,
                    "Nobody answers at localhost:5432. Is PostgreSQL running there, and may this machine reach it?");
        }
        return new StatusResult(project, info(target), status(project, history(target)));
    }

    @Override
    public String historyMark(Project project, Target target) {
        return history(target).toString();
    }

    @Override
    public StatusResult statusWithoutTarget(Project project) {
        return new StatusResult(project, null, status(project, Map.of()));
    }

    private static Status status(Project project, Map<String, StatusEntry> history) {
        List<StatusEntry> entries = new ArrayList<>();
        Map<String, StatusEntry> rest = new LinkedHashMap<>(history);
        for (Migration m : project.migrations()) {
            StatusEntry row = rest.remove(m.scriptName());
            entries.add(
                    row == null
                            ? new StatusEntry(
                                    m.version(),
                                    m.description(),
                                    m.kind(),
                                    MigrationState.PENDING,
                                    m,
                                    m.scriptName(),
                                    "1827364",
                                    null,
                                    null,
                                    null,
                                    null)
                            : with(row, m));
        }
        entries.addAll(0, rest.values());
        return new Status(entries, List.of());
    }

    private static StatusEntry with(StatusEntry row, Migration m) {
        return new StatusEntry(
                m.version(),
                m.description(),
                m.kind(),
                row.state(),
                m,
                m.scriptName(),
                row.checksum(),
                row.appliedAt(),
                row.appliedBy(),
                row.duration(),
                row.note());
    }

    @Override
    public Outlook outlook(Project project, Target target, Map<String, String> wanted) {
        return outlook;
    }

    @Override
    public org.turnstone.run.DataThatGoes dataThatGoes(RunRequest revert) throws ProjectProblem {
        List<org.turnstone.sql.DataLoss> losses = new ArrayList<>();
        for (PlannedStep step : plan(revert, open(revert.project().root()))) {
            losses.addAll(org.turnstone.sql.DataLoss.of(read(step.migration().revertScript())));
        }
        return new org.turnstone.run.DataThatGoes(losses, Map.of(), List.of());
    }

    @Override
    public RunResult run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws ConnectionFailure, ProjectProblem {
        if (journal == null) {
            return carryOut("r1", request, listener, cancellation);
        }
        String id = java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(LocalDateTime.now()) + "-" + String.format("%06x", System.nanoTime() & 0xffffff);
        try (Journal.Entry entry = journal.begin(id, request)) {
            return carryOut(
                    id,
                    request,
                    event -> {
                        entry.on(event);
                        listener.on(event);
                    },
                    cancellation);
        }
    }

    private RunResult carryOut(String id, RunRequest request, RunListener listener, Cancellation cancellation)
            throws ProjectProblem {
        Project project = open(request.project().root());
        Instant begun = Instant.now();
        List<PlannedStep> plan = plan(request, project);
        Target target = request.target() == null ? target("scratch") : request.target();
        listener.on(new RunEvent.Started(id, request.kind(), info(target), plan));
        List<TestStep> tests = new ArrayList<>();
        if (request.kind() == RunKind.TEST) {
            for (TestStep step : MadeUp.tests(isGood(project))) {
                listener.on(new RunEvent.TestStepStarted(step.title()));
                tests.add(step);
                listener.on(new RunEvent.TestStepEnded(step));
                if (!step.passed()) {
                    break;
                }
            }
            plan = List.of();
        }
        List<StepResult> steps = new ArrayList<>();
        RunOutcome outcome = plan.isEmpty() && tests.isEmpty() ? RunOutcome.NOTHING_TO_DO : RunOutcome.SUCCEEDED;
        if (tests.stream().anyMatch(t -> !t.passed())) {
            outcome = RunOutcome.FAILED;
        }
        boolean dry = request.kind() == RunKind.DRY_RUN;
        boolean test = request.kind() == RunKind.TEST;
        for (PlannedStep step : plan) {
            listener.on(new RunEvent.StepStarted(step, steps.size() + 1, plan.size()));
            StepResult result = carryOut(step, request.kind() == RunKind.DRY_RUN, listener, cancellation);
            steps.add(result);
            listener.on(new RunEvent.StepEnded(result));
            if (result.outcome() == StepOutcome.FAILED || result.outcome() == StepOutcome.CANCELLED) {
                outcome = result.outcome() == StepOutcome.FAILED ? RunOutcome.FAILED : RunOutcome.CANCELLED;
                break;
            }
            if (request.kind() == RunKind.MIGRATE) {
                remember(target, step.migration(), result.duration());
            } else if (request.kind() == RunKind.REVERT) {
                history(target).remove(step.migration().scriptName());
            }
        }
        var result = new RunResult(
                id,
                request.kind(),
                outcome,
                summary(request.kind(), outcome, steps, target),
                List.of(),
                steps,
                tests,
                project.name(),
                project.folder().toString(),
                project.format(),
                info(target),
                begun,
                test ? Duration.ofMillis(2_800) : Duration.between(begun, Instant.now()),
                test || dry && !steps.isEmpty() ? MadeUp.change() : null,
                dry && locked(steps) ? MadeUp.locks() : List.of(),
                dry && !steps.isEmpty() ? MadeUp.evidence() : null,
                null,
                test ? MadeUp.proof(pending(project, request), isGood(project)) : null,
                List.of());
        listener.on(new RunEvent.Ended(result));
        return result;
    }

    /** A test of a project with a script that drops too much is not good. */
    private static boolean isGood(Project project) {
        return project.migrations().stream()
                .noneMatch(m -> m.revertible() && read(m.revertScript()).contains("order_items_order_idx"));
    }

    private List<Migration> pending(Project project, RunRequest request) {
        return status(project, history(request.target() == null ? target("scratch") : request.target()))
                .pending()
                .stream()
                .map(StatusEntry::migration)
                .toList();
    }

    private static boolean locked(List<StepResult> steps) {
        return steps.stream()
                .flatMap(s -> s.statements().stream())
                .anyMatch(s -> s.impact() != null && !s.impact().locks().isEmpty());
    }

    private static String summary(RunKind kind, RunOutcome outcome, List<StepResult> steps, Target target) {
        int statements = steps.stream().mapToInt(s -> s.statements().size()).sum();
        return switch (outcome) {
            case SUCCEEDED ->
                kind == RunKind.TEST
                        ? "42 migrations replay, and the 3 pending ones revert to exactly the schema they started from"
                        : steps.size() + " migrations · " + statements + " statements · 412 ms on " + target.name()
                                + (kind == RunKind.DRY_RUN ? ", rolled back. Nothing was changed." : ".");
            case NOTHING_TO_DO -> "Nothing to do: everything is applied.";
            case CANCELLED -> "Cancelled. The database is as the last committed migration left it.";
            default ->
                kind == RunKind.TEST
                        ? "Not proven: \"Compare with step 1\" gave 1 difference."
                        : "Failed in " + steps.getLast().script() + ". Nothing of that migration was kept.";
        };
    }

    private List<PlannedStep> plan(RunRequest request, Project project) {
        List<StatusEntry> entries = status(
                        project, history(request.target() == null ? target("scratch") : request.target()))
                .entries();
        List<PlannedStep> plan = new ArrayList<>();
        boolean down = request.kind() == RunKind.REVERT || request.rehearse() == Direction.DOWN;
        if (down) {
            for (StatusEntry entry : entries.reversed()) {
                boolean wanted = request.toVersion() == null
                        ? plan.size() < request.steps()
                        : entry.version() != null
                                && Long.parseLong(entry.version()) > Long.parseLong(request.toVersion());
                if (entry.state() == MigrationState.APPLIED && entry.revertible() && wanted) {
                    plan.add(new PlannedStep(entry.migration(), Direction.DOWN));
                }
            }
            return plan;
        }
        for (StatusEntry entry : entries) {
            if (entry.state() == MigrationState.PENDING) {
                plan.add(new PlannedStep(entry.migration(), Direction.UP));
            }
            if (entry.version() != null && entry.version().equals(request.toVersion())) {
                break;
            }
        }
        return plan;
    }

    private StepResult carryOut(PlannedStep step, boolean dry, RunListener listener, Cancellation cancellation) {
        Migration m = step.migration();
        Path file = step.direction() == Direction.UP ? m.script() : m.revertScript();
        List<StatementResult> statements = new ArrayList<>();
        StepOutcome outcome = StepOutcome.DONE;
        String text = read(file);
        for (var part : org.turnstone.sql.Splitter.split(text).statements()) {
            String sql = part.text(text).strip();
            int at = (int) text.substring(0, part.codeStart())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            if (sql.isEmpty()) {
                continue;
            }
            if (sql.contains("blocked")) {
                listener.on(new RunEvent.StatementStarted(at, sql));
                listener.on(new RunEvent.Blocked(
                        sql.contains("by many") ? MadeUp.manyBlockers() : MadeUp.blockers(), Duration.ofMillis(3_240)));
                if (sql.contains("freed")) {
                    listener.on(new RunEvent.Unblocked(Duration.ofMillis(3_900)));
                }
                StatementResult result = statement(file, at, sql, dry, cancellation);
                statements.add(result);
                listener.on(new RunEvent.StatementEnded(result));
                outcome = StepOutcome.CANCELLED;
                break;
            }
            listener.on(new RunEvent.StatementStarted(at, sql));
            StatementResult result = statement(file, at, sql, dry, cancellation);
            statements.add(result);
            listener.on(new RunEvent.StatementEnded(result));
            if (result.outcome() == StatementOutcome.FAILED || result.outcome() == StatementOutcome.CANCELLED) {
                outcome = result.outcome() == StatementOutcome.FAILED ? StepOutcome.FAILED : StepOutcome.CANCELLED;
                break;
            }
        }
        return new StepResult(
                m.version(),
                m.description(),
                file.getFileName().toString(),
                step.direction(),
                outcome,
                Duration.ofMillis(38),
                statements);
    }

    private static StatementResult statement(Path file, int line, String sql, boolean dry, Cancellation cancellation) {
        long size = sql.length();
        if (dry && sql.contains("CONCURRENTLY")) {
            return new StatementResult(
                    line,
                    sql,
                    StatementOutcome.NOT_REHEARSED,
                    null,
                    null,
                    List.of(),
                    null,
                    "cannot run in a transaction: test on scratch",
                    null);
        }
        if (sql.contains("pg_sleep")) {
            while (!cancellation.isRequested()) {
                rest();
            }
            return new StatementResult(
                    line, sql, StatementOutcome.CANCELLED, Duration.ofSeconds(1), null, List.of(), null, null, null);
        }
        int wrong = sql.indexOf("no_such");
        if (wrong >= 0) {
            String text = read(file);
            int offset = text.indexOf("no_such");
            int errorLine = (int) text.substring(0, offset)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            int column = offset - text.lastIndexOf('\n', offset);
            var error = new StatementError(
                    file.getFileName().toString(),
                    errorLine,
                    column,
                    "42703",
                    "column \"no_such\" does not exist",
                    null,
                    "Perhaps you meant to reference the column \"orders.number\".",
                    null,
                    text.lines().toList().get(errorLine - 1));
            return new StatementResult(
                    line, sql, StatementOutcome.FAILED, Duration.ofMillis(3), null, List.of(), error, null, null);
        }
        boolean writes = sql.regionMatches(true, 0, "update", 0, 6) || sql.regionMatches(true, 0, "insert", 0, 6);
        List<String> notices = sql.contains("IF NOT EXISTS") ? List.of("NOTICE: relation exists, skipping") : List.of();
        return new StatementResult(
                line,
                sql,
                StatementOutcome.DONE,
                dry ? MadeUp.duration(sql) : Duration.ofMillis(2 + size),
                writes ? size * 12 : null,
                notices,
                null,
                null,
                dry ? MadeUp.impact(sql) : null);
    }

    private void remember(Target target, Migration m, Duration duration) {
        record(
                target,
                new StatusEntry(
                        m.version(),
                        m.description(),
                        m.kind(),
                        MigrationState.APPLIED,
                        m,
                        m.scriptName(),
                        "1827364",
                        clock,
                        target.address().user(),
                        duration,
                        null));
    }

    /** A while in which nothing happens. */
    static void rest() {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TargetInfo info(Target target) {
        return new TargetInfo(target.name(), "localhost:5432", "shop", "anna", "18.6");
    }

    private Map<String, StatusEntry> history(Target target) {
        return histories.computeIfAbsent(target.name(), name -> new LinkedHashMap<>());
    }

    @Override
    public org.turnstone.run.Workbench workbench() {
        return workbench;
    }

    @Override
    public Target scratchDatabase(String name) {
        return target("shop-scratch");
    }

    @Override
    public org.turnstone.run.BuiltInState builtIn() {
        return new org.turnstone.run.BuiltInState("18.6", false);
    }

    @Override
    public void close() {}
}
