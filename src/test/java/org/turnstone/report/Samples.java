package org.turnstone.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Status;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Blocker;
import org.turnstone.run.ColumnFate;
import org.turnstone.run.Direction;
import org.turnstone.run.Evidence;
import org.turnstone.run.Impact;
import org.turnstone.run.LockTaken;
import org.turnstone.run.PairProof;
import org.turnstone.run.PlantedTable;
import org.turnstone.run.Proof;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunResult;
import org.turnstone.run.ScratchPlace;
import org.turnstone.run.StatementError;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.StatusResult;
import org.turnstone.run.StepOutcome;
import org.turnstone.run.StepResult;
import org.turnstone.run.TableLock;
import org.turnstone.run.TableScan;
import org.turnstone.run.TargetInfo;
import org.turnstone.run.TestStep;
import org.turnstone.schema.AttributeChange;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.SchemaDifference;
import org.turnstone.schema.SchemaObject;

/** Results as an engine would give them, for the tests of the faces. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    public static final TargetInfo TARGET = new TargetInfo("shop@db", "db:5432", "shop", "anna", "18.6");

    /** Everything a hostile name can try: HTML, a table's bar, code fences, mentions, right-to-left, a terminal's escape. */
    public static final String HOSTILE = "</script><img src=x onerror=alert(1)>|`x``y`@team #7 \u202Eevil\u001b[31m";

    private Samples() {}

    public static Project project(Path folder) {
        return new Project(
                "shop",
                folder,
                folder,
                "Flyway",
                "V1__customers.sql is named as Flyway names its scripts.",
                List.of(
                        migration("1", "customers", true),
                        migration("2", "orders", true),
                        migration("3", "order items not null", false)),
                List.of());
    }

    public static Migration migration(String version, String description, boolean revertible) {
        String name = "V" + version + "__" + description.replace(' ', '_') + ".sql";
        return new Migration(
                version,
                description,
                Migration.Kind.VERSIONED,
                Path.of(name),
                name,
                revertible ? Path.of("U" + name.substring(1)) : null,
                true);
    }

    public static StatusEntry entry(Migration migration, MigrationState state) {
        boolean applied = state == MigrationState.APPLIED || state == MigrationState.CHANGED;
        return new StatusEntry(
                migration.version(),
                migration.description(),
                migration.kind(),
                state,
                migration,
                migration.scriptName(),
                "-1729",
                applied ? LocalDateTime.of(2026, 3, 12, 14, 2, 7) : null,
                applied ? "anna" : null,
                applied ? Duration.ofMillis(38) : null,
                state == MigrationState.CHANGED ? "file edited after it ran" : null);
    }

    /** Two applied (the second as given), one pending. */
    public static StatusResult status(Project project, MigrationState second) {
        List<Migration> all = project.migrations();
        return new StatusResult(
                project,
                TARGET,
                new Status(
                        List.of(
                                entry(all.get(0), MigrationState.APPLIED),
                                entry(all.get(1), second),
                                entry(all.get(2), MigrationState.PENDING)),
                        List.of()));
    }

    public static StatementResult done(int line, String sql) {
        return new StatementResult(
                line, sql, StatementOutcome.DONE, Duration.ofMillis(12), 42L, List.of(), null, null, null);
    }

    public static StatementResult failed(int line, String sql, StatementError error) {
        return new StatementResult(
                line, sql, StatementOutcome.FAILED, Duration.ofMillis(3), null, List.of(), error, null, null);
    }

    public static StatementError error() {
        return new StatementError(
                "V3__order_items_not_null.sql",
                4,
                13,
                "42P01",
                "relation \"order_itmes\" does not exist",
                "There is order_items.",
                "Perhaps you meant \"order_items\".",
                null,
                "ALTER TABLE order_itmes ALTER COLUMN price SET NOT NULL;");
    }

    public static StepResult step(String version, StepOutcome outcome, StatementResult... statements) {
        return new StepResult(
                version,
                "order items not null",
                "V" + version + "__order_items_not_null.sql",
                Direction.UP,
                outcome,
                Duration.ofMillis(15),
                List.of(statements));
    }

    public static RunResult run(RunKind kind, RunOutcome outcome, List<StepResult> steps, List<TestStep> tests) {
        return new RunResult(
                "0193-run",
                kind,
                outcome,
                "One migration " + outcome.id() + ".",
                outcome == RunOutcome.FAILED
                        ? List.of(
                                "Nothing of 3 was kept: it ran in one transaction.",
                                "Correct the script, then run migrate again.")
                        : List.of(),
                steps,
                tests,
                "shop",
                "/srv/shop/migrations",
                "Flyway",
                TARGET,
                NOON,
                Duration.ofMillis(412),
                null,
                List.of(),
                null,
                kind == RunKind.DRY_RUN ? "Sequences keep the values they gave out." : null,
                null,
                List.of());
    }

    public static RunResult migrated() {
        return run(
                RunKind.MIGRATE,
                RunOutcome.SUCCEEDED,
                List.of(step("3", StepOutcome.DONE, done(1, "UPDATE order_items SET price = 0\nWHERE price IS NULL"))),
                List.of());
    }

    public static RunResult failedRun() {
        return run(
                RunKind.MIGRATE,
                RunOutcome.FAILED,
                List.of(step(
                        "3",
                        StepOutcome.FAILED,
                        done(1, "UPDATE order_items SET price = 0"),
                        failed(4, "ALTER TABLE order_itmes ALTER COLUMN price SET NOT NULL", error()))),
                List.of());
    }

    public static RunResult rehearsed() {
        StatementResult skipped = new StatementResult(
                1,
                "CREATE INDEX CONCURRENTLY customers_email ON customers (email)",
                StatementOutcome.NOT_REHEARSED,
                null,
                null,
                List.of(),
                null,
                "cannot run in a transaction; test on scratch runs it",
                null);
        return run(
                RunKind.DRY_RUN,
                RunOutcome.SUCCEEDED,
                List.of(
                        step("3", StepOutcome.DONE, done(1, "UPDATE order_items SET price = 0")),
                        step("4", StepOutcome.PARTLY_REHEARSED, skipped)),
                List.of());
    }

    static StatementResult observed(int line, String sql, Impact impact, long millis) {
        return new StatementResult(
                line,
                sql,
                StatementOutcome.DONE,
                Duration.ofMillis(millis),
                impact == null ? 1L : impact.rowsWritten(),
                List.of(),
                null,
                null,
                impact);
    }

    /** A dry run as the design shows it, with many like inserts, and a name that is too long for any table. */
    public static RunResult observed() {
        String table = "public.order_items";
        String endless = "billing.\"Customers who have ordered more than once within a year\"";
        RunResult plain = run(
                RunKind.DRY_RUN,
                RunOutcome.SUCCEEDED,
                List.of(
                        step(
                                "3",
                                StepOutcome.DONE,
                                observed(
                                        2,
                                        "UPDATE order_items SET price = 0\nWHERE price IS NULL",
                                        new Impact(
                                                List.of(new LockTaken(table, "table", "ROW EXCLUSIVE", 1_204_331L)),
                                                List.of(),
                                                List.of(new TableScan(table, 1, 1_204_331)),
                                                1842,
                                                419_840L),
                                        96),
                                observed(
                                        4,
                                        "ALTER TABLE order_items ALTER COLUMN price TYPE bigint",
                                        new Impact(
                                                List.of(
                                                        new LockTaken(table, "table", "ACCESS EXCLUSIVE", 1_204_331L),
                                                        new LockTaken(endless, "table", "SHARE ROW EXCLUSIVE", null)),
                                                List.of(table, "public.order_items_pkey"),
                                                List.of(new TableScan(table, 2, 2_408_662)),
                                                0,
                                                null),
                                        183),
                                observed(
                                        5,
                                        "CREATE INDEX ON billing.\"Customers who have ordered more than once\" (x)",
                                        new Impact(
                                                List.of(new LockTaken(endless, "table", "SHARE", 12L)),
                                                List.of(),
                                                List.of(),
                                                0,
                                                728L),
                                        2)),
                        step(
                                "4",
                                StepOutcome.DONE,
                                observed(
                                        1,
                                        "INSERT INTO t VALUES (1)",
                                        new Impact(List.of(), List.of(), List.of(), 1, 90L),
                                        1),
                                observed(2, "INSERT INTO t VALUES (2)", null, 1),
                                observed(3, "INSERT INTO t VALUES (3)", null, 1),
                                observed(
                                        4,
                                        "INSERT INTO t VALUES (4)",
                                        new Impact(List.of(), List.of(), List.of(), 3, 270L, 3),
                                        1))),
                List.of());
        return new RunResult(
                plain.id(),
                plain.kind(),
                plain.outcome(),
                plain.summary(),
                plain.advice(),
                plain.steps(),
                plain.tests(),
                plain.project(),
                plain.folder(),
                plain.format(),
                plain.target(),
                plain.startedAt(),
                plain.duration(),
                SchemaDifference.NONE,
                List.of(
                        new TableLock(table, "ACCESS EXCLUSIVE", 1_204_331L, Duration.ofMillis(185)),
                        new TableLock(endless, "SHARE ROW EXCLUSIVE", null, Duration.ofMillis(185)),
                        new TableLock("public.orders", "ROW SHARE", 12L, Duration.ofMillis(1))),
                new Evidence(true, List.of("The server says of the dry run's transaction, number 4711: aborted.")),
                plain.note(),
                null,
                List.of());
    }

    /** The same kept waiting until its lock timeout. */
    public static RunResult blocked() {
        RunResult plain = run(RunKind.DRY_RUN, RunOutcome.LOCKED, List.of(), List.of());
        return new RunResult(
                plain.id(),
                plain.kind(),
                plain.outcome(),
                plain.summary(),
                plain.advice(),
                plain.steps(),
                plain.tests(),
                plain.project(),
                plain.folder(),
                plain.format(),
                plain.target(),
                plain.startedAt(),
                plain.duration(),
                null,
                List.of(),
                null,
                null,
                null,
                List.of(
                        session(4712, List.of(4711), "SHARE on public.orders", false),
                        session(4711, List.of(), null, true)));
    }

    public static Blocker session(int pid, List<Integer> waitsFor, String wants, boolean orphan) {
        return new Blocker(
                pid,
                "bob",
                orphan ? "turnstone 20260101-000000-abcdef" : "psql <b>",
                "10.0.0.7",
                waitsFor.isEmpty() ? "idle in transaction" : "active",
                Duration.ofSeconds(185),
                "SELECT * FROM orders\nFOR UPDATE",
                waitsFor,
                orphan,
                wants);
    }

    public static RunResult tested(boolean passed) {
        return run(
                RunKind.TEST,
                passed ? RunOutcome.SUCCEEDED : RunOutcome.FAILED,
                List.of(),
                List.of(
                        new TestStep("Replay 2 applied", true, "ok", -1, 12, Duration.ofMillis(80), List.of(), null),
                        new TestStep(
                                "Revert them, newest first",
                                passed,
                                passed ? "ok" : "1 difference",
                                -1,
                                -1,
                                Duration.ofMillis(1234),
                                passed ? List.of() : List.of("index orders_customer is left behind"),
                                null)));
    }

    /** A test whose only revert leaves an index, on planted rows, with a target that drifted. */
    public static RunResult notProven() {
        SchemaChange index = new SchemaChange(
                SchemaChange.Kind.ADDED,
                null,
                new SchemaObject("index", "public.by_hand", Map.of("definition", "on orders (note)"), "CREATE INDEX"),
                List.of());
        SchemaObject was = new SchemaObject("column", "public.orders.total", Map.of("type", "numeric"), null);
        SchemaObject is = new SchemaObject("column", "public.orders.total", Map.of("type", "bigint"), null);
        SchemaChange column = new SchemaChange(
                SchemaChange.Kind.CHANGED, was, is, List.of(new AttributeChange("type", "numeric", "bigint")));
        SchemaDifference change = new SchemaDifference(List.of(index, column));
        SchemaDifference left = new SchemaDifference(List.of(index));
        PairProof pair = new PairProof(
                "3",
                "order items not null",
                "V3__order_items_not_null.sql",
                "U3__order_items_not_null.sql",
                PairProof.Verdict.NOT_EXACT,
                change,
                left,
                List.of("The values of public.orders.note are gone."),
                null);
        Proof proof = new Proof(
                ScratchPlace.BUILT_IN,
                List.of(pair),
                left,
                List.of(new PlantedTable("public.orders", 3, null), new PlantedTable("public.hopeless", 0, "a check")),
                List.of(
                        new ColumnFate("3", Direction.UP, "public.orders", "note", false, "the column is gone"),
                        new ColumnFate(null, Direction.DOWN, "public.orders", "total", true, "kept")),
                null);
        return new RunResult(
                "0193-run",
                RunKind.TEST,
                RunOutcome.FAILED,
                "Not proven: the revert of V3 (order items not null) leaves 1 difference.",
                List.of(),
                List.of(),
                List.of(new TestStep(
                        "Apply the 1 pending", true, "ok", 118, 123, Duration.ofMillis(80), List.of(), change)),
                "shop",
                "/srv/shop/migrations",
                "Flyway",
                TARGET,
                NOON,
                Duration.ofMillis(412),
                change,
                List.of(),
                new Evidence(true, List.of("pg_current_xact_id_if_assigned() is null.")),
                null,
                proof,
                List.of());
    }

    /** A run and a status in which every text is hostile. */
    public static ReportContent hostile() {
        StatementError error = new StatementError(HOSTILE, 1, 3, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        StepResult step = new StepResult(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Direction.DOWN,
                StepOutcome.FAILED,
                Duration.ZERO,
                List.of(failed(1, HOSTILE + "\n```\n" + HOSTILE, error)));
        TestStep test = new TestStep(HOSTILE, false, HOSTILE, -1, 1, Duration.ZERO, List.of(HOSTILE + "\n````"), null);
        TargetInfo target = new TargetInfo(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        RunResult run = new RunResult(
                HOSTILE,
                RunKind.TEST,
                RunOutcome.FAILED,
                HOSTILE,
                List.of(HOSTILE),
                List.of(step),
                List.of(test),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                target,
                NOON,
                Duration.ZERO,
                null,
                List.of(),
                null,
                HOSTILE,
                null,
                List.of());
        Migration migration =
                new Migration(HOSTILE, HOSTILE, Migration.Kind.VERSIONED, Path.of("x"), HOSTILE, null, true);
        Project project = new Project(
                HOSTILE, Path.of("x"), Path.of("x"), HOSTILE, HOSTILE, List.of(migration), List.of(HOSTILE));
        StatusEntry entry = new StatusEntry(
                HOSTILE,
                HOSTILE,
                Migration.Kind.VERSIONED,
                MigrationState.CHANGED,
                migration,
                HOSTILE,
                HOSTILE,
                null,
                HOSTILE,
                null,
                HOSTILE);
        StatusResult status = new StatusResult(project, target, new Status(List.of(entry), List.of(HOSTILE)));
        return new ReportContent(status, run, NOON, HOSTILE);
    }
}
