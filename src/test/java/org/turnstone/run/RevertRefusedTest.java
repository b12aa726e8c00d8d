package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.format.Remedy;
import org.turnstone.testing.FormatProject;
import org.turnstone.testing.Scripts;

/** What is not known to be what ran is not taken back: it may be another project's. */
class RevertRefusedTest extends EngineFixture {
    private static final String INVOICES = "create table invoices (id int);";

    private void anotherProject() {
        scripts = new Scripts(temporary.resolve("another"));
    }

    private RunResult rehearse(int steps) throws Exception {
        return run(RunRequest.dryRun(project(), target).rehearsingRevert(steps));
    }

    private void assertRefused(RunRequest request, List<String> history) throws Exception {
        RunResult result = run(request);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(result.summary()).startsWith("Nothing was run");
        assertThat(result.steps()).isEmpty();
        assertThat(engine.dataThatGoes(request)).isEqualTo(DataThatGoes.NONE);
        assertThat(relations()).contains("invoices");
        assertThat(history()).isEqualTo(history);
    }

    private List<String> history() throws Exception {
        String table = database.value("select coalesce(to_regclass('flyway_schema_history'),"
                + " to_regclass('_sqlx_migrations'), to_regclass('_prisma_migrations'),"
                + " to_regclass('knex_migrations'))");
        return database.rows("select to_jsonb(h) from " + table + " h order by 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatProject.class,
            names = {"FLYWAY", "SQLX", "PRISMA"})
    void anotherProjectsTableStays(FormatProject format) throws Exception {
        format.with(scripts, 1, INVOICES, "drop table invoices;");
        migrate();
        List<String> history = history();
        anotherProject();
        format.with(scripts, 1, "create table x (id int);", "drop table if exists invoices;");
        assertThat(status().isClean()).isFalse();

        assertRefused(RunRequest.revert(project(), target, 1), history);
        assertRefused(RunRequest.revert(project(), target, 0).to("0"), history);
        assertRefused(RunRequest.dryRun(project(), target).rehearsingRevert(1), history);
        RunResult refused = revert(1);
        assertThat(refused.summary()).contains("is changed (file edited after it ran)");
        assertThat(refused.advice()).singleElement().asString().contains("repair");
        if (format != FormatProject.PRISMA) {
            // Prisma's deploy passes over it.
            RunResult migrate = migrate();
            assertThat(refused.summary()).isEqualTo(migrate.summary());
            assertThat(refused.advice()).isEqualTo(migrate.advice());
        }

        engine.apply(project(), target, new Remedy.Repair());
        assertThat(rehearse(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).doesNotContain("invoices");
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatProject.class,
            names = {"FLYWAY", "SQLX", "PRISMA"})
    void eachIsJudgedByItsOwnRow(FormatProject format) throws Exception {
        format.with(scripts, 1, INVOICES, "drop table invoices;")
                .with(scripts, 2, "create table later (id int);", "drop table later;");
        migrate();
        List<String> history = history();
        format.with(scripts, 1, INVOICES + " -- edited", "drop table invoices;");
        assertRefused(RunRequest.revert(project(), target, 2), history);
        assertThat(relations()).contains("later");
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("invoices").doesNotContain("later");
    }

    @ParameterizedTest
    @EnumSource(FormatProject.class)
    void theNewestOneHasNoFileHere(FormatProject format) throws Exception {
        format.with(scripts, 1, INVOICES, "drop table invoices;")
                .with(scripts, 2, "create table later (id int);", "drop table later;");
        migrate();
        List<String> history = history();
        anotherProject();
        format.with(scripts, 1, INVOICES, "drop table invoices;");
        assertRefused(RunRequest.revert(project(), target, 1), history);
        assertRefused(RunRequest.revert(project(), target, 0).to("0"), history);
        assertRefused(RunRequest.dryRun(project(), target).rehearsingRevert(1), history);
        if (format == FormatProject.KNEX) {
            assertRefused(RunRequest.revert(project(), target, RunRequest.LAST_BATCH), history);
        }
        // Flyway does not mind rows that are newer than its files, so that its status is clean.
        assertThat(revert(1).summary())
                .contains(format == FormatProject.FLYWAY ? "newer than any file of this project" : "is missing");
    }

    @Test
    void knexRevertsNothingWhileAnOlderFileIsGone() throws Exception {
        FormatProject.KNEX
                .with(scripts, 1, INVOICES, "drop table invoices;")
                .with(scripts, 2, "create table later (id int);", "drop table later;");
        migrate();
        List<String> history = history();
        scripts.without("migrations/1_m1.up.sql").without("migrations/1_m1.down.sql");
        RunResult result = revert(1);
        assertThat(result.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(result.summary()).isEqualTo(migrate().summary()).contains("is missing");
        assertThat(rehearse(1).outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(relations()).contains("later");
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void aScriptThatRevertsIsNotEnough() throws Exception {
        FormatProject.SQLX.with(scripts, 1, INVOICES, "drop table invoices;");
        migrate();
        List<String> history = history();
        scripts.without("1_m1.up.sql");
        assertThat(status().isClean()).isTrue();
        assertRefused(RunRequest.revert(project(), target, 1), history);
        assertThat(revert(1).summary()).contains("1 (m1): its script is gone").contains("Bring the file back");
    }
}
