package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.turnstone.format.MigrationState.APPLIED;
import static org.turnstone.format.MigrationState.MISSING;
import static org.turnstone.format.MigrationState.PENDING;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Cancellation;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StepOutcome;
import org.turnstone.testing.Eventually;
import org.turnstone.testing.Program;
import org.turnstone.testing.Scripts;

/** What is left, and what is said, when a migration in JavaScript does not end well. */
class KnexFailureTest extends KnexFixture {
    private static final String BAD = "20240104000000_fail.js";

    @BeforeEach
    void install() throws Exception {
        scripts = new Scripts(KnexInstallation.newProject());
    }

    private void failing() {
        scripts.with("migrations/" + BAD, """
            exports.up = async (knex) => {
              await knex.raw('create table t4(i int)');
              await knex.raw('select 1/0');
            };
            exports.down = async () => {};
            """);
    }

    private String knex(String... arguments) throws Exception {
        return KnexInstallation.knex(scripts.folder(), target, arguments).output();
    }

    @Test
    void aBatchInOneTransactionLeavesNothing() throws Exception {
        transactional();
        failing();
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.steps())
                .extracting(s -> s.outcome())
                .containsExactly(StepOutcome.ROLLED_BACK, StepOutcome.ROLLED_BACK, StepOutcome.FAILED);
        assertThat(result.steps().get(2).statements()).hasSize(2);
        var error = result.steps().get(2).statements().get(1).error();
        assertThat(error.message()).isEqualTo("division by zero");
        assertThat(error.sqlState()).isEqualTo("22012");
        assertThat(error.line()).isEqualTo(3);
        assertThat(relations()).containsExactly("knex_migrations", "knex_migrations_lock");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(states()).containsOnly(PENDING);
    }

    @Test
    void inSeveralTransactionsTheEarlierOnesStay() throws Exception {
        sample();
        failing();
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(database.rows(HISTORY)).hasSize(3);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED, PENDING);
        assertThat(relations()).contains("people").doesNotContain("t4");
    }

    @Test
    void whatTheScriptItselfThrowsIsShownAtItsLine() throws Exception {
        scripts.with("knexfile.js", KNEXFILE).with("migrations/1_a.js", """
            exports.up = async (knex) => {
              console.log('looking');
              await knex.raw('select 1');
              throw new Error('no good');
            };
            exports.down = async () => {};
            """);
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        var statements = result.steps().getFirst().statements();
        assertThat(statements.get(0).notices()).containsExactly("looking");
        assertThat(statements.get(1).error().message()).isEqualTo("no good");
        assertThat(statements.get(1).line()).isEqualTo(4);
    }

    @Test
    void withoutDownKnexRefuses() throws Exception {
        scripts.with("knexfile.js", KNEXFILE).with("migrations/1_a.js", "exports.up = async () => {};");
        RunResult result = migrate();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.summary()).contains("must have both an up and down function");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void aCancelEndsItOnTheServerAndGivesTheLockBack() throws Exception {
        sample();
        scripts.with("migrations/" + BAD, """
            exports.up = (knex) => knex.raw('select pg_sleep(600)');
            exports.down = async () => {};
            """);
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
        assertThat(result.steps().get(3).statements().getFirst().outcome()).isEqualTo(StatementOutcome.CANCELLED);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(database.rows("select 1 from pg_stat_activity where datname = current_database() and query ~"
                        + " 'pg_sleep' and pid <> pg_backend_pid() and state = 'active'"))
                .isEmpty();
    }

    @Test
    void aScriptThatCannotBeCancelledIsEnded() throws Exception {
        transactional();
        scripts.with("migrations/" + BAD, """
            exports.up = async (knex) => { await knex.raw('select 1'); for (;;) {} };
            exports.down = async () => {};
            """);
        Cancellation cancellation = new Cancellation();
        RunResult result = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.StatementStarted s && s.sql().equals("select 1")) {
                        CompletableFuture.runAsync(cancellation::cancel);
                    }
                },
                cancellation);

        assertThat(result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(relations()).containsExactly("knex_migrations", "knex_migrations_lock");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void onlyOneOfTwoWins() throws Exception {
        transactional();
        scripts.with("migrations/20240103000000_slow.js", """
            exports.up = (knex) => knex.raw('select pg_advisory_xact_lock(77)');
            exports.down = async () => {};
            """);
        database.execute("select pg_advisory_lock(77)");
        var theirs = KnexInstallation.startKnex(scripts.folder(), target, "migrate:latest");
        Eventually.holds(
                "knex waits in its migration",
                () -> database.value("select exists (select from pg_locks where locktype = 'advisory' and not granted"
                                + " and database = (select oid from pg_database where datname = current_database()))")
                        .equals("t"));
        RunResult refused = migrate();
        assertThat(refused.outcome()).as(refused.summary()).isEqualTo(RunOutcome.LOCKED);
        assertThat(refused.summary()).contains("server process");
        database.execute("select pg_advisory_unlock_all()");

        assertThat(theirs.end().exit()).isZero();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    @Test
    void knexWaitsForTurnstoneAndFindsNothingLeft() throws Exception {
        transactional();
        scripts.with("migrations/20240103000000_slow.js", """
            exports.up = (knex) => knex.raw('select pg_sleep(3)');
            exports.down = async () => {};
            """);
        knex("migrate:list");
        Program[] theirs = new Program[1];
        RunResult result = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.StatementStarted s && s.sql().contains("pg_sleep")) {
                        try {
                            theirs[0] = KnexInstallation.startKnex(scripts.folder(), target, "migrate:latest");
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                },
                new Cancellation());
        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(theirs[0].end().output()).contains("Already up to date");
        assertThat(database.rows(HISTORY)).hasSize(3);
    }

    @Test
    void aStuckLockIsNamedWithTheWayOut() throws Exception {
        sample();
        knex("migrate:latest");
        database.execute("update knex_migrations_lock set is_locked = 1");

        assertThat(status().warnings()).singleElement().asString().contains("npx knex migrate:unlock");
        assertThat(states()).containsOnly(APPLIED);
        RunResult locked = revert(1);
        assertThat(locked.outcome()).isEqualTo(RunOutcome.LOCKED);
        assertThat(locked.summary()).contains("npx knex migrate:unlock");
        assertThat(database.rows(LOCK)).containsExactly("1|1");

        knex("migrate:unlock");
        assertThat(status().warnings()).isEmpty();
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aMissingFileStopsBoth() throws Exception {
        sample();
        knex("migrate:latest");
        scripts.without("migrations/" + EMAIL);
        scripts.with("migrations/20250101000000_new.js", "exports.up = async () => {}; exports.down = async () => {};");

        assertThat(knex("migrate:list")).contains("directory is corrupt");
        assertThat(states()).containsExactly(APPLIED, MISSING, APPLIED, PENDING);
        assertThat(status().warnings())
                .singleElement()
                .asString()
                .contains("directory is corrupt")
                .contains(EMAIL);
        RunResult refused = migrate();
        assertThat(refused.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void anOlderNewFileIsSimplyPending() throws Exception {
        sample();
        knex("migrate:latest");
        scripts.with("migrations/20230101000000_old.js", """
            exports.up = (knex) => knex.raw('create table old (i int)');
            exports.down = (knex) => knex.raw('drop table old');
            """);

        assertThat(states()).containsExactly(PENDING, APPLIED, APPLIED, APPLIED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(HISTORY)).last().isEqualTo("4|20230101000000_old.js|2|t");
        assertThat(knex("migrate:rollback")).contains("Batch 2 rolled back: 1 migrations");
    }
}
