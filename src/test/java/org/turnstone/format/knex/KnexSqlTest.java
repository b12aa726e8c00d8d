package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.turnstone.format.MigrationState.APPLIED;
import static org.turnstone.format.MigrationState.PENDING;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Cancellation;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StepOutcome;
import org.turnstone.testing.Scripts;

/** SQL files of a knex project: Turnstone's runner, knex's rows, batches, lock and transactions. */
class KnexSqlTest extends KnexFixture {
    @BeforeEach
    void write() {
        scripts = new Scripts(temporary.resolve("project"))
                .with("knexfile.js", KNEXFILE)
                .with("migrations/1_people.up.sql", "create table people (id int);\ninsert into people values (1);\n")
                .with("migrations/1_people.down.sql", "drop table people;\n")
                .with("migrations/2_city.sql", "alter table people add city text;\n");
    }

    @Test
    void oneBatchInOneTransactionWithTheRows() throws Exception {
        RunResult result = migrate();

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(HISTORY)).containsExactly("1|1_people.up.sql|1|t", "2|2_city.sql|1|t");
        assertThat(database.rows("select count(distinct xmin::text) from knex_migrations"))
                .containsExactly("1");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(database.value("select to_char(migration_time, 'US') ~ '000$' from knex_migrations limit 1"))
                .isEqualTo("t");
        assertThat(status().entries()).extracting(e -> e.note()).containsExactly("batch 1", "batch 1");
    }

    @Test
    void aFailureTakesTheWholeBatchBack() throws Exception {
        scripts.with("migrations/3_bad.sql", "create table t (i int);\nselect 1/0;\n");
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.steps())
                .extracting(s -> s.outcome())
                .containsExactly(StepOutcome.ROLLED_BACK, StepOutcome.ROLLED_BACK, StepOutcome.FAILED);
        assertThat(result.summary()).contains("as it was before");
        assertThat(relations()).containsExactly("knex_migrations", "knex_migrations_lock");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void withOneOutsideATransactionEachHasItsOwn() throws Exception {
        scripts.with("migrations/3_index.sql", "create index concurrently people_city on people (city);\n")
                .with("migrations/4_bad.sql", "select 1/0;\n");
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.steps())
                .extracting(s -> s.outcome())
                .containsExactly(StepOutcome.DONE, StepOutcome.DONE, StepOutcome.DONE, StepOutcome.FAILED);
        assertThat(database.rows(HISTORY)).hasSize(3).allMatch(r -> r.contains("|1|"));
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(relations()).contains("people_city");
    }

    @Test
    void aDryRunLeavesNothingAndMovesNothing() throws Exception {
        run(RunRequest.migrate(project(), target).to("1"));
        RunResult result = dryRun();

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.note()).isNull();
        assertThat(database.rows(HISTORY)).hasSize(1);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(states()).containsExactly(APPLIED, PENDING);
    }

    @Test
    void aDryRunOnAnEmptyDatabaseMakesNoTables() throws Exception {
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
        assertThat(states()).containsOnly(PENDING);
        assertThat(relations()).isEmpty();
    }

    @Test
    void revertsByTheDownScript() throws Exception {
        run(RunRequest.migrate(project(), target).to("1"));
        RunResult result = revert(1);

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(HISTORY)).isEmpty();
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(relations()).doesNotContain("people");
    }

    @Test
    void aRowThatALoaderWroteWithoutEndingIsRecognised() throws Exception {
        migrate();
        database.execute("update knex_migrations set name = replace(name, '.up.sql', '')");

        assertThat(states()).containsExactly(APPLIED, APPLIED);
        database.execute("delete from knex_migrations where name = '2_city.sql'");
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(HISTORY)).isEmpty();
    }

    @Test
    void cancelFreesTheLock() throws Exception {
        scripts.with("migrations/3_index.sql", "create index concurrently people_city on people (city);\n")
                .with("migrations/4_slow.sql", "select pg_sleep(60);\n");
        Cancellation cancellation = new Cancellation();
        RunResult result = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.StatementStarted s && s.sql().contains("pg_sleep")) {
                        CompletableFuture.runAsync(cancellation::cancel);
                    }
                },
                cancellation);

        assertThat(result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(database.rows(HISTORY)).hasSize(3);
    }

    @Test
    void aBrokenSessionFreesTheLockByAnother() throws Exception {
        scripts.with("migrations/3_index.sql", "create index concurrently people_city on people (city);\n")
                .with("migrations/4_end.sql", "select pg_terminate_backend(pg_backend_pid());\n");
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void leftoverIndexesAreRemovedWhileTheLockIsHeld() throws Exception {
        run(RunRequest.migrate(project(), target));
        database.execute("insert into people values (1), (1); update people set city = 'a'");
        scripts.with("migrations/3_index.sql", "create unique index concurrently people_id on people (city);\n");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.FAILED);
        database.execute("delete from people");

        RunResult again = migrate();
        assertThat(again.outcome()).as(again.summary()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void twoTurnstonesDoNotWorkAtOnce() throws Exception {
        scripts.with("migrations/3_slow.sql", "select pg_sleep(2);\n");
        List<RunResult> second = new java.util.concurrent.CopyOnWriteArrayList<>();
        RunResult first = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.StatementStarted s && s.sql().contains("pg_sleep")) {
                        try {
                            second.add(CompletableFuture.supplyAsync(() -> {
                                        try {
                                            return migrate();
                                        } catch (Exception e) {
                                            throw new IllegalStateException(e);
                                        }
                                    })
                                    .get());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                new Cancellation());

        assertThat(first.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(second).singleElement().extracting(r -> r.outcome()).isEqualTo(RunOutcome.LOCKED);
    }
}
