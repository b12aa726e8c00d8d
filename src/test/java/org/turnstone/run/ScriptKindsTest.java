package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;

/** Scripts that are not just statements one after the other run as under Flyway. */
class ScriptKindsTest extends EngineFixture {
    @Test
    void copyDataIsLoadedAndRehearsed() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int, name text);")
                .with("V2__data.sql", "copy a (id, name) from stdin;\n1\tone; two\n2\t\\N\n\\.\nselect 1;\n");
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
        RunResult result = migrate();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select id, name from a order by id")).containsExactly("1|one; two", "2|null");
    }

    @Test
    void anErrorInCopyDataIsPlacedAtItsLine() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\n\n-- data\ncopy a from stdin;\n1\nx\n\\.\n");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError().line()).isEqualTo(6);
        assertThat(result.firstError().sqlState()).isEqualTo("22P02");
        assertThat(relations()).doesNotContain("a");
    }

    @Test
    void functionsViewsAndDollarQuotesArriveWhole() throws Exception {
        scripts.with("V1__f.sql", """
            create function f() returns int language plpgsql as $body$ begin return 1; end; $body$;
            create function g() returns int begin atomic select 1; select 2; end;
            create function "h;h"() returns text language sql as 'select '';''';
            """);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.value("select f()::text || g() || \"h;h\"()")).isEqualTo("12;");
    }

    @Test
    void manyIndexesBuiltConcurrentlyInOneScript() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int, n int);")
                .with(
                        "V2__i.sql",
                        "create index concurrently a1 on a (id);\n"
                                + "create unique index concurrently if not exists a2 on a (n);\n")
                .with("V3__v.sql", "vacuum analyze a;");
        RunResult result = migrate();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("a1", "a2");
    }

    @Test
    void mixedScriptsAreRefusedAsFlywayRefusesThem() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ncreate index concurrently a1 on a (id);");
        assertThatThrownBy(this::migrate)
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("V1__a.sql, line 2: CREATE INDEX CONCURRENTLY");
        assertThat(relations()).doesNotContain("a");
    }

    @Test
    void aScriptWithItsOwnConfigurationRunsOutsideATransaction() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ncreate index concurrently a1 on a (id);\nselect 1/0;")
                .with("V1__a.sql.conf", "executeInTransaction=false\n");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.summary()).contains("what its first 2 statements did stays");
        assertThat(status().entries()).extracting("state").containsExactly(MigrationState.FAILED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
    }

    @Test
    void aUniqueIndexThatCannotBeBuiltLeavesNothing() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ninsert into a values (1), (1);")
                .with("V2__i.sql", "create unique index concurrently a1 on a (id);");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.advice()).anyMatch(a -> a.contains("Removed the invalid index public.a1"));
        assertThat(relations()).doesNotContain("a1");
        assertThat(status().entries())
                .extracting("state")
                .containsExactly(MigrationState.APPLIED, MigrationState.PENDING);
    }

    @Test
    void whatAKilledIndexBuildLeftIsClearedAwayByTheNextRun() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ninsert into a values (1), (1);")
                .with("V2__i.sql", "create unique index concurrently if not exists a1 on a (id);");
        run(RunRequest.migrate(project(), target).to("1"));
        try {
            database.execute("create unique index concurrently a1 on a (id)");
        } catch (java.sql.SQLException e) {
            database.execute("delete from a");
        }
        assertThat(database.value("select indisvalid from pg_index where indexrelid = 'a1'::regclass"))
                .isEqualTo("f");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(events)
                .anyMatch(e -> e instanceof RunEvent.Remark r && r.text().contains("public.a1"));
        assertThat(database.value("select indisvalid from pg_index where indexrelid = 'a1'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void namesOrderAndNestedFoldersAreFlyways() throws Exception {
        scripts.with("deep/er/V10__ten.sql", "create table ten (id int);")
                .with("deep/V9.1__nine_one.sql", "create table nine_one (id int);")
                .with("deep/er/V9_0_5__nine.sql", "create table nine (id int);")
                .with("deep/R__b.sql", "select 1;")
                .with("deep/R__a.sql", "select 1;")
                .with("deep/notes.sql", "not a migration")
                .with("deep/.hidden/V1__no.sql", "select 1;");
        assertThat(project().migrations())
                .extracting("scriptName")
                .containsExactly(
                        "er/V9_0_5__nine.sql", "V9.1__nine_one.sql", "er/V10__ten.sql", "R__a.sql", "R__b.sql");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version, script from flyway_schema_history order by installed_rank"))
                .isEqualTo(List.of(
                        "9.0.5|er/V9_0_5__nine.sql",
                        "9.1|V9.1__nine_one.sql",
                        "10|er/V10__ten.sql",
                        "null|R__a.sql",
                        "null|R__b.sql"));
    }

    @Test
    void aRoleThatMayOnlyReadSeesTheStatus() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "select 1;");
        run(RunRequest.migrate(project(), target).to("1"));
        database.execute("create role only_reads_" + target.name() + " login password 'x'");
        database.execute("grant pg_read_all_data to only_reads_" + target.name());
        var address = target.address();
        var reader = new org.turnstone.connection.Target(
                "reader",
                new org.turnstone.connection.Address(
                        address.host(),
                        address.port(),
                        address.database(),
                        "only_reads_" + target.name(),
                        new org.turnstone.connection.Secret("x"),
                        address.parameters()),
                target.limits());
        assertThat(engine.status(project(), reader).status().pending())
                .extracting("version")
                .containsExactly("2");
        assertThat(engine.status(project(), org.turnstone.testing.TestServer.freshDatabase())
                        .status()
                        .pending())
                .hasSize(2);
    }
}
