package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.FlywayCommand;
import org.turnstone.testing.Program;
import org.turnstone.testing.TestServer;

/** The real Flyway command and Turnstone on one database, on the same day. */
class FlywayCommandTest extends EngineFixture {
    private static final String ROWS = "select installed_rank, version, description, type, script, checksum,"
            + " installed_by, success from flyway_schema_history order by installed_rank";

    private Program.Said flyway(Target to, String... words) throws Exception {
        List<String> all = new java.util.ArrayList<>(
                List.of("-locations=filesystem:" + scripts.folder(), "-postgresql.transactional.lock=false"));
        all.addAll(List.of(words));
        return FlywayCommand.run(temporary, to, all.toArray(String[]::new));
    }

    private void aProject() {
        scripts.with("V1__people.sql", "create table people (id int primary key, name text);\n")
                .with("U1__people.sql", "drop view if exists v_people;\ndrop table people;\n")
                .with("V1_1__add_email.sql", "\uFEFFalter table people add email text;\r\n-- end\r\n")
                .with("U1_1__add_email.sql", "alter table people drop email;\n")
                .with("V2__idx.sql", "create index concurrently people_name on people (name);\n")
                .with("U2__idx.sql", "drop index concurrently people_name;\n")
                .with("deeper/V10__a_much_longer_" + "description_".repeat(15) + "end.sql", "select 1;")
                .with("deeper/U10__back.sql", "select 1;")
                .with("R__v_people.sql", "create or replace view v_people as select id from people;\n");
    }

    @Test
    void bothWriteTheSameRows() throws Exception {
        aProject();
        Target other = TestServer.freshDatabase();
        assertThat(flyway(other, "migrate").exit()).isZero();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        try (Database theirs = new Database(other)) {
            assertThat(database.rows(ROWS)).isEqualTo(theirs.rows(ROWS));
        }
        Program.Said validated = flyway(target, "validate");
        assertThat(validated.exit()).as(validated.output()).isZero();
        assertThat(engine.status(project(), other).status().pending()).isEmpty();
        assertThat(engine.status(project(), other).status().isClean()).isTrue();
    }

    @Test
    void whatOneDoesTheOtherGoesOnWith() throws Exception {
        aProject();
        assertThat(flyway(target, "migrate", "-target=1.1").exit()).isZero();
        assertThat(status().pending()).extracting("version").containsExactly("2", "10");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(flyway(target, "validate").exit()).isZero();

        assertThat(revert(3).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        String info = flyway(target, "info").output();
        assertThat(info.lines().filter(l -> l.contains("| Pending"))).as(info).hasSize(3);
        Program.Said again = flyway(target, "migrate");
        assertThat(again.exit()).as(again.output()).isZero();
        assertThat(status().pending()).isEmpty();
        assertThat(flyway(target, "validate").exit()).isZero();

        assertThat(revert(4).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(flyway(target, "validate").exit()).isZero();
        assertThat(relations()).contains("v_people", "people_name");
    }

    @Test
    void whatOneRefusesTheOtherRefuses() throws Exception {
        aProject();
        migrate();
        scripts.with("V1__people.sql", "create table people (id int primary key, name text); -- edited\n");
        assertThat(flyway(target, "migrate").exit()).isEqualTo(1);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(flyway(target, "repair").exit()).isZero();
        assertThat(status().isClean()).isTrue();
    }

    @Test
    void bothAtOnceAndEachMigrationRunsOnce() throws Exception {
        for (int i = 1; i <= 12; i++) {
            scripts.with("V" + i + "__t" + i + ".sql", "create table t" + i + " (id int);\nselect pg_sleep(0.05);");
        }
        var theirs = CompletableFuture.supplyAsync(() -> {
            try {
                return flyway(target, "migrate");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult ours = migrate();
        assertThat(ours.outcome().isGood()).as(ours.toString()).isTrue();
        Program.Said said = theirs.get(120, TimeUnit.SECONDS);
        assertThat(said.exit()).as(said.output()).isZero();
        assertThat(database.value("select count(*) || '/' || count(distinct version) from flyway_schema_history"))
                .isEqualTo("12/12");
        assertThat(flyway(target, "validate").exit()).isZero();
    }
}
