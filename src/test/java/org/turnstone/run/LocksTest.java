package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.testing.Database;
import org.turnstone.testing.Eventually;
import org.turnstone.testing.FormatProject;

/** A lock that somebody else has: who it is, what can be done, and when it is tried again. */
class LocksTest extends EngineFixture {
    private static final String PEOPLE = "create table people (id int);";
    private static final String CHANGE = "alter table people add column name text;";

    private Target hurried() {
        return waiting(Duration.ofMillis(900));
    }

    private Target waiting(Duration patience) {
        return new Target(target.name(), target.address(), new Limits(patience, Duration.ZERO), target.setup());
    }

    /** On a busy machine the lock timeout may end before anybody has looked who is in the way: then once more. */
    private RunResult locked(Function<Target, RunRequest> request) throws Exception {
        RunResult result = run(request.apply(hurried()));
        return result.blockers().isEmpty() ? run(request.apply(waiting(Duration.ofSeconds(10)))) : result;
    }

    private Database holding(String sql) throws Exception {
        Database other = new Database(target);
        other.execute("set application_name = 'psql'; begin; " + sql);
        return other;
    }

    private static int pid(Database session) throws Exception {
        return Integer.parseInt(session.value("select pg_backend_pid()"));
    }

    private <T extends RunEvent> List<T> told(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void awaitSomebodyWaiting() throws Exception {
        Eventually.holds(
                "somebody waits for a lock on people",
                () -> database.value("select exists (select from pg_locks where not granted and relation ="
                                + " 'people'::regclass)")
                        .equals("t"));
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunThatGetsNoLockSaysWhoHasIt(FormatProject format) throws Exception {
        format.with(scripts, 1, PEOPLE);
        migrate();
        format.with(scripts, 2, CHANGE);
        try (Database other = holding("select count(*) from people")) {
            events.clear();
            Project project = project();
            RunResult result = locked(limited -> RunRequest.dryRun(project, limited));
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.LOCKED);
            assertThat(result.blockers()).hasSize(1);
            Blocker blocker = result.blockers().getFirst();
            assertThat(blocker.pid()).isEqualTo(pid(other));
            assertThat(blocker.application()).isEqualTo("psql");
            assertThat(blocker.state()).isEqualTo("idle in transaction");
            assertThat(blocker.query()).contains("count(*) from people");
            assertThat(blocker.age()).isPositive();
            assertThat(blocker.address()).isEqualTo("127.0.0.1");
            assertThat(blocker.orphan()).isFalse();
            assertThat(result.advice()).anySatisfy(a -> assertThat(a).contains("process " + blocker.pid()));
            assertThat(told(RunEvent.Blocked.class)).isNotEmpty();
            assertThat(told(RunEvent.Blocked.class).getFirst().root().pid()).isEqualTo(blocker.pid());
            assertThat(events.getLast()).isInstanceOf(RunEvent.Ended.class);
        }
        assertThat(run(RunRequest.dryRun(project(), hurried())).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void theChainGoesBackToTheOneWhoWaitsForNobody() throws Exception {
        scripts.with("1_people.sql", PEOPLE);
        migrate();
        scripts.with("2_name.sql", CHANGE);
        try (Database first = holding("select * from people");
                Database second = new Database(target)) {
            int secondPid = pid(second);
            second.execute("set lock_timeout = 0");
            var waiting = CompletableFuture.runAsync(() -> {
                try {
                    second.execute("lock table people in access exclusive mode");
                } catch (Exception e) {
                    // Not in a transaction: it is refused once it has waited.
                }
            });
            second.execute("select 1");
            waiting.join();
            var queued = CompletableFuture.runAsync(() -> {
                try {
                    second.execute("begin; lock table people in access exclusive mode; rollback");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            awaitSomebodyWaiting();
            Project project = project();
            RunResult result =
                    locked(limited -> RunRequest.migrate(project, limited).retryingLocks(0));
            assertThat(result.outcome()).isEqualTo(RunOutcome.LOCKED);
            assertThat(result.blockers().getLast().pid()).isEqualTo(pid(first));
            assertThat(result.blockers())
                    .filteredOn(b -> b.pid() == secondPid)
                    .singleElement()
                    .satisfies(b -> {
                        assertThat(b.waitsFor()).containsExactly(pid(first));
                        assertThat(b.wants()).isEqualTo("ACCESS EXCLUSIVE on public.people");
                    });
            first.execute("rollback");
            queued.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMigrationThatGotNoLockIsRolledBackAndTriedAgain(FormatProject format) throws Exception {
        format.with(scripts, 1, PEOPLE, "drop table people;");
        migrate();
        format.with(scripts, 2, "create table pets (id int);")
                .with(scripts, 3, "create table kept (id int);\n" + CHANGE);
        try (Database other = holding("select * from people")) {
            events.clear();
            RunResult result = engine.run(
                    RunRequest.migrate(project(), hurried()),
                    event -> {
                        events.add(event);
                        if (event instanceof RunEvent.Remark remark
                                && remark.text().contains("tried again")) {
                            release(other);
                        }
                    },
                    new Cancellation());
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(result.steps()).hasSize(2).allMatch(s -> s.outcome() == StepOutcome.DONE);
            assertThat(result.blockers()).isEmpty();
            assertThat(told(RunEvent.Remark.class))
                    .filteredOn(r -> r.text().contains("tried again"))
                    .singleElement()
                    .satisfies(
                            r -> assertThat(r.text()).contains("within 900 ms").contains("attempt 2 of 6"));
            assertThat(told(RunEvent.TryingAgain.class))
                    .extracting(RunEvent.TryingAgain::attempt, RunEvent.TryingAgain::of)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 6));
        }
        assertThat(status().pending()).isEmpty();
        assertThat(status().isClean()).isTrue();
        assertThat(relations()).contains("pets", "kept");
        if (format == FormatProject.PRISMA) {
            assertThat(database.value("select count(*) from _prisma_migrations"))
                    .isEqualTo("3");
        }
        if (format == FormatProject.KNEX) {
            assertThat(database.rows("select index, is_locked from knex_migrations_lock"))
                    .containsExactly("1|0");
        }
    }

    @Test
    void aRevertIsTriedAgainToo() throws Exception {
        FormatProject.SQLX.with(scripts, 1, PEOPLE, "drop table people;");
        migrate();
        try (Database other = holding("select * from people")) {
            RunResult result = engine.run(
                    RunRequest.revert(project(), hurried(), 1),
                    event -> {
                        if (event instanceof RunEvent.Remark) {
                            release(other);
                        }
                    },
                    new Cancellation());
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        }
        assertThat(relations()).doesNotContain("people");
    }

    private static void release(Database other) {
        tell(other, "rollback");
    }

    private static void tell(Database other, String sql) {
        try {
            other.execute(sql);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCancelEndsTheWaitingBetweenTwoAttempts() throws Exception {
        scripts.with("1_people.sql", PEOPLE);
        migrate();
        scripts.with("2_name.sql", CHANGE);
        Cancellation cancellation = new Cancellation();
        try (Database other = holding("select * from people")) {
            RunResult result = engine.run(
                    RunRequest.migrate(project(), hurried()),
                    event -> {
                        if (event instanceof RunEvent.Remark) {
                            cancellation.cancel();
                        }
                    },
                    cancellation);
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.CANCELLED);
            assertThat(result.summary()).contains("as it was before");
            release(other);
        }
        assertThat(status().pending()).hasSize(1);
    }

    @Test
    void whatRanOutsideATransactionIsNotTriedAgain() throws Exception {
        scripts.with("V1__people.sql", PEOPLE);
        migrate();
        scripts.with("V2__index.sql", "create index concurrently people_id on people (id);");
        try (Database other = holding("lock table people")) {
            events.clear();
            Project project = project();
            RunResult result = locked(limited -> RunRequest.migrate(project, limited));
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.LOCKED);
            assertThat(told(RunEvent.Remark.class)).noneMatch(r -> r.text().contains("tried again"));
            assertThat(result.blockers().getLast().pid()).isEqualTo(pid(other));
        }
    }

    @Test
    void whoHoldsTheMigrationLockIsSaid() throws Exception {
        FormatProject.PRISMA.with(scripts, 1, PEOPLE);
        try (Database other = holding("select pg_advisory_lock(72707369)")) {
            RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofMillis(100)));
            assertThat(result.outcome()).isEqualTo(RunOutcome.LOCKED);
            assertThat(result.blockers().getLast().pid()).isEqualTo(pid(other));
            assertThat(told(RunEvent.Blocked.class)).hasSize(1);
            assertThat(told(RunEvent.WaitingForLock.class)).isNotEmpty();
            assertThat(told(RunEvent.Unblocked.class)).isEmpty();
        }
    }

    @Test
    void thatTheLockIsHadIsSaidBeforeTheStatementEnds() throws Exception {
        scripts.with("1_people.sql", PEOPLE);
        migrate();
        // The statement ends when that has been said: the listener below tells it so.
        scripts.with("2_slow.sql", """
            do $$ begin
                lock table people;
                while not exists (select from pg_stat_activity where application_name = 'said') loop
                    perform pg_sleep(0.02);
                    perform pg_stat_clear_snapshot();
                end loop;
            end $$;
            """);
        try (Database other = holding("select * from people")) {
            events.clear();
            RunResult result = engine.run(
                    RunRequest.migrate(project(), target),
                    event -> {
                        events.add(event);
                        if (event instanceof RunEvent.Blocked) {
                            release(other);
                        } else if (event instanceof RunEvent.Unblocked) {
                            tell(other, "set application_name = 'said'");
                        }
                    },
                    new Cancellation());
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(told(RunEvent.Unblocked.class)).hasSize(1);
            List<Class<?>> order =
                    events.stream().<Class<?>>map(Object::getClass).toList();
            assertThat(order.indexOf(RunEvent.Unblocked.class))
                    .isBetween(order.indexOf(RunEvent.Blocked.class), order.lastIndexOf(RunEvent.StatementEnded.class));
        }
    }

    @Test
    void theDoctorShowsWhoWaitsAndEndsWhomItIsToldTo() throws Exception {
        database.execute(PEOPLE);
        try (Database first = holding("select * from people");
                Database second = new Database(target)) {
            int root = pid(first);
            int waiter = pid(second);
            second.execute("set lock_timeout = 0");
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    second.execute("alter table people add column secret text default 'password=hidden'");
                    return "done";
                } catch (Exception e) {
                    return e.getMessage();
                }
            });
            awaitSomebodyWaiting();
            LockReport report = engine.locks().look(target);
            assertThat(report.roots()).extracting(Blocker::pid).containsExactly(root);
            assertThat(report.waiting()).extracting(Blocker::pid).containsExactly(waiter);
            assertThat(report.waiting().getFirst().query()).doesNotContain("hidden");
            assertThat(report.missing()).isEmpty();

            assertThat(engine.locks().cancel(target, root)).contains("keeps the locks");
            assertThat(engine.locks().cancel(target, waiter)).startsWith("Cancelled");
            assertThat(waiting.join()).contains("canceling statement");
            assertThat(engine.locks().terminate(target, root)).startsWith("Ended the session of process " + root);
            Eventually.holds(
                    "the session is gone",
                    () -> database.value("select count(*) from pg_stat_activity where pid = " + root)
                            .equals("0"));
            assertThatThrownBy(() -> engine.locks().terminate(target, root))
                    .isInstanceOf(RunRefused.class)
                    .hasMessageContaining("no session");
            try (var journal = Files.list(temporary.resolve("state"))) {
                assertThat(journal.map(LocksTest::text))
                        .anySatisfy(text ->
                                assertThat(text).contains("terminate " + root).contains("Ended the session"));
            }
        }
        assertThatThrownBy(() -> engine.locks().cancel(target, 1)).isInstanceOf(RunRefused.class);
    }

    private static String text(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aBrokenIndexIsFoundAndDroppedOnRequest() throws Exception {
        database.execute("create table people (id int); insert into people values (1), (1)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently \"People Id\" on people (id)"))
                .hasMessageContaining("could not create unique index");
        assertThat(engine.locks().look(target).leftovers())
                .containsExactly(new LeftoverIndex(
                        "public.\"People Id\"",
                        "public.people",
                        "CREATE UNIQUE INDEX \"People Id\" ON public.people USING btree (id)",
                        false));
        assertThatThrownBy(() -> engine.locks().dropLeftover(target, "public.people_pkey"))
                .isInstanceOf(RunRefused.class);
        assertThat(engine.locks().dropLeftover(target, "public.\"People Id\"")).startsWith("Dropped");
        assertThat(engine.locks().look(target).leftovers()).isEmpty();
        assertThat(relations()).containsExactly("people");
    }

    @Test
    void theSessionOfAKilledRunIsToldApart() throws Exception {
        String id = "20260101-000000-abcdef";
        try (Database left = new Database(target)) {
            left.execute("set application_name = 'turnstone " + id + "'");
            assertThat(engine.locks().look(target).sessions())
                    .singleElement()
                    .matches(s -> !s.orphan(), "nobody here knows of it");
            long gone = new ProcessBuilder("true").start().onExit().join().pid();
            Files.createDirectories(temporary.resolve("state"));
            Files.writeString(
                    temporary.resolve("state").resolve(id + ".jsonl"),
                    "{\"event\":\"asked\",\"process\":" + gone + ",\"processStarted\":\"x\"}\n");
            assertThat(engine.locks().look(target).sessions()).singleElement().matches(Blocker::orphan);
            Files.writeString(
                    temporary.resolve("state").resolve(id + ".jsonl"),
                    "{\"event\":\"asked\",\"process\":"
                            + ProcessHandle.current().parent().orElseThrow().pid()
                            + ",\"processStarted\":\""
                            + ProcessHandle.current()
                                    .parent()
                                    .orElseThrow()
                                    .info()
                                    .startInstant()
                                    .orElseThrow()
                            + "\"}\n");
            assertThat(engine.locks().look(target).sessions())
                    .singleElement()
                    .matches(s -> !s.orphan(), "its process is alive");
        }
    }
}
