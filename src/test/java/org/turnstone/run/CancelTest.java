package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Limits;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.Eventually;

/** Cancelling, waiting and losing: what is left is what was committed. */
class CancelTest extends EngineFixture {
    private CompletableFuture<RunResult> start(RunRequest request, Cancellation cancellation) {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                result.complete(engine.run(request, events::add, cancellation));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void awaitActive(String fragment) throws Exception {
        try (Database watch = new Database(target)) {
            Eventually.holds(
                    fragment + " is carried out",
                    () -> !watch.value("select count(*) from pg_stat_activity where datname = current_database() and"
                                    + " state = 'active' and pid <> pg_backend_pid() and query ilike '%" + fragment
                                    + "%'")
                            .equals("0"));
        }
    }

    @Test
    void cancellingLeavesWhatTheLastCommittedMigrationLeft() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__b.sql", "create table b (id int);\nselect pg_sleep(600);\ncreate table c (id int);");
        Cancellation cancellation = new Cancellation();
        var running = start(RunRequest.migrate(project(), target), cancellation);
        awaitActive("pg_sleep(600)");
        cancellation.cancel();
        RunResult result = running.get(60, TimeUnit.SECONDS);

        assertThat(result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(result.summary())
                .contains("V2 (b) was cancelled and was rolled back")
                .contains("V1 (a)");
        assertThat(relations()).contains("a").doesNotContain("b", "c");
        assertThat(status().pending()).extracting("version").containsExactly("2");
    }

    @Test
    void cancellingAnIndexBuiltConcurrentlyLeavesNeitherIndexNorFailedRow() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ninsert into a select generate_series(1, 1000);")
                .with("V2__idx.sql", "create index concurrently a_idx on a (id);");
        Cancellation cancellation = new Cancellation();
        try (Database blocker = new Database(target)) {
            run(RunRequest.migrate(project(), target).to("1"));
            // The build waits for this transaction, which has seen the table.
            blocker.execute("begin");
            blocker.execute("insert into a values (0)");
            var running = start(RunRequest.migrate(project(), target), cancellation);
            awaitActive("index concurrently a_idx");
            cancellation.cancel();
            assertThat(running.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(RunOutcome.CANCELLED);
            blocker.execute("rollback");
        }
        assertThat(database.rows("select success from flyway_schema_history where not success"))
                .isEmpty();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.value("select indisvalid from pg_index where indexrelid = 'a_idx'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void theSecondRunWaitsForTheFirstOrGivesUp() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\nselect pg_advisory_xact_lock(77);")
                .with("V2__b.sql", "create table b (id int);");
        database.execute("select pg_advisory_lock(77)");
        Limits unhurried = new Limits(Duration.ZERO, Duration.ZERO);
        Target slow = new Target(target.name(), target.address(), unhurried);
        var first = start(RunRequest.migrate(project(), slow), new Cancellation());
        awaitActive("pg_advisory_xact_lock");

        RunResult impatient = run(RunRequest.migrate(project(), target).waiting(Duration.ofMillis(300)));
        assertThat(impatient.outcome()).isEqualTo(RunOutcome.LOCKED);
        assertThat(impatient.summary()).contains("turnstone ").contains("nothing was run");

        RunResult patient = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.WaitingForLock) {
                        letGo();
                    }
                },
                new Cancellation());
        assertThat(first.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(patient.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(database.value("select count(*) from flyway_schema_history")).isEqualTo("2");
    }

    private void letGo() {
        try {
            database.execute("select pg_advisory_unlock_all()");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLockTimeoutEndsTheRunAndNamesIt() throws Exception {
        database.execute("create schema other");
        scripts.with("V1__a.sql", "create table a (id int);");
        migrate();
        scripts.with("V2__b.sql", "alter table a add column b int;");
        Target limited = new Target(target.name(), target.address(), new Limits(Duration.ofMillis(200), Duration.ZERO));
        try (Database blocker = new Database(target)) {
            blocker.execute("begin");
            blocker.execute("select * from a");
            RunResult result = run(RunRequest.migrate(project(), limited).retryingLocks(1));
            assertThat(result.outcome()).isEqualTo(RunOutcome.LOCKED);
            assertThat(result.firstError().sqlState()).isEqualTo("55P03");
        }
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }
}
