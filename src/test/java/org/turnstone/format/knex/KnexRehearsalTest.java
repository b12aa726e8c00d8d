package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StepOutcome;
import org.turnstone.testing.Scripts;

/** Dry runs and tests of migrations in JavaScript happen on scratch. */
class KnexRehearsalTest extends KnexFixture {
    @BeforeEach
    void install() throws Exception {
        scripts = new Scripts(KnexInstallation.newProject());
    }

    @Test
    void aDryRunShowsWhatWasSentOnScratch() throws Exception {
        sample();
        RunResult result = dryRun();

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps()).hasSize(3).allMatch(s -> s.outcome() == StepOutcome.PARTLY_REHEARSED);
        assertThat(result.steps())
                .flatExtracting(s -> s.statements())
                .allMatch(s -> s.outcome() == StatementOutcome.NOT_REHEARSED
                        && s.reason().equals("JavaScript runs on scratch only; this is the SQL it sent there"))
                .extracting(s -> s.sql())
                .containsExactly(
                        "create table \"people\" (\"id\" integer, \"name\" text not null, constraint"
                                + " \"people_pkey\" primary key (\"id\"))",
                        "ALTER TABLE people ADD COLUMN email text",
                        "CREATE INDEX CONCURRENTLY people_name_idx ON people (name)");
        assertThat(relations()).isEmpty();
    }

    @Test
    void aDryRunOfARevertShowsTheWayBack() throws Exception {
        sample();
        migrate();
        RunResult result = run(RunRequest.dryRun(project(), target).rehearsingRevert(2));

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps())
                .flatExtracting(s -> s.statements())
                .extracting(s -> s.sql())
                .containsExactly("DROP INDEX CONCURRENTLY people_name_idx", "ALTER TABLE people DROP COLUMN email");
        assertThat(database.rows(HISTORY)).hasSize(3);
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    @Test
    void whatFailsOnScratchFailsTheDryRun() throws Exception {
        transactional();
        scripts.with("migrations/20240104000000_fail.js", """
            exports.up = async (knex) => { await knex.raw('drop table nothing'); };
            exports.down = async () => {};
            """);
        RunResult result = dryRun();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.summary())
                .contains("20240104000000_fail.js failed on scratch")
                .contains("nothing");
        assertThat(relations()).isEmpty();
    }

    @Test
    void aDryRunWithSqlBesideRehearsesTheSql() throws Exception {
        transactional();
        scripts.with("migrations/20240103000000_orders.sql", "create table orders (id int);")
                .with("migrations/20240104000000_city.sql", "alter table people add column city text;");
        RunResult result = dryRun();

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps())
                .extracting(s -> s.outcome())
                .containsExactly(
                        StepOutcome.PARTLY_REHEARSED,
                        StepOutcome.PARTLY_REHEARSED,
                        StepOutcome.DONE,
                        StepOutcome.PARTLY_REHEARSED);
        assertThat(relations()).isEmpty();
    }

    @Test
    void aTestProvesThemOnScratch() throws Exception {
        sample();
        RunResult result = run(RunRequest.test(project(), null));

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.tests()).allMatch(t -> t.passed());
    }
}
