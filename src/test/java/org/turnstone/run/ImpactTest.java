package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;
import org.turnstone.testing.FormatProject;

/** What a dry run observes of its statements, without their noticing. */
class ImpactTest extends EngineFixture {
    private static final String PEOPLE = "create table people (id int primary key, name text);"
            + " create table pets (id int primary key, owner int, name text);"
            + " insert into people select i, 'p' || i from generate_series(1, 1000) i;";

    private List<StatementResult> statements(RunResult result) {
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        return result.steps().stream().flatMap(s -> s.statements().stream()).toList();
    }

    private static List<String> locks(StatementResult statement) {
        return statement.impact().locks().stream()
                .map(lock -> lock.mode() + " on " + lock.relation())
                .toList();
    }

    private static List<String> locks(RunResult result) {
        return result.locks().stream()
                .map(lock -> lock.mode() + " on " + lock.relation())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatsStatementsAreObserved(FormatProject format) throws Exception {
        format.with(scripts, 1, PEOPLE);
        migrate();
        database.execute("analyze people");
        format.with(scripts, 2, "alter table people add column age int;\nupdate people set age = 1;\n")
                .with(scripts, 3, "alter table people alter age set not null;\n");
        RunResult result = dryRun();
        List<StatementResult> statements = statements(result);
        assertThat(statements).hasSize(3);
        assertThat(locks(statements.get(0))).containsExactly("ACCESS EXCLUSIVE on public.people");
        assertThat(statements.get(0).impact().locks().getFirst().rows()).isEqualTo(1000);
        assertThat(statements.get(0).impact().locks().getFirst().kind()).isEqualTo("table");
        // A weaker lock than the one already held is none.
        assertThat(locks(statements.get(1))).isEmpty();
        assertThat(statements.get(1).impact().rowsWritten()).isEqualTo(1000);
        assertThat(statements.get(1).impact().walBytes()).isGreaterThan(20_000);
        // Knex runs them in one transaction; the others let go in between, though the rehearsal does not.
        assertThat(locks(statements.get(2)))
                .isEqualTo(format == FormatProject.KNEX ? List.of() : List.of("ACCESS EXCLUSIVE on public.people"));
        assertThat(statements.get(2).impact().scans()).containsExactly(new TableScan("public.people", 1, 1000));
        assertThat(locks(result)).containsExactly("ACCESS EXCLUSIVE on public.people");
        assertThat(result.locks().getFirst().rows()).isEqualTo(1000);
        assertThat(result.locks().getFirst().held()).isPositive().isLessThan(result.duration());
        assertThat(database.value("select count(*) from information_schema.columns where column_name = 'age'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfTablesThatAreNewAreCountedAndRowsReadAreNot(FormatProject format) throws Exception {
        format.with(scripts, 1, PEOPLE);
        migrate();
        format.with(scripts, 2, """
            create table fresh (id int primary key, name text);
            insert into fresh select g, 'x' from generate_series(1, 5000) g;
            update fresh set name = 'y' where id <= 10;
            delete from fresh where id = 1;
            create table copied as select * from fresh;
            update people set name = 'z' where id < 0;
            """);
        assertThat(statements(dryRun()))
                .extracting(s -> s.impact().rowsWritten())
                .containsExactly(0L, 5000L, 10L, 1L, 4999L, 0L);
    }

    @Test
    void likeRowsOfATableThatIsNewAreAddedUp() throws Exception {
        StringBuilder rows = new StringBuilder("create table fresh (id int);\n");
        for (int i = 0; i < 300; i++) {
            rows.append("insert into fresh values (").append(i).append(");\n");
        }
        FormatProject.SQLX.with(scripts, 1, rows.toString());
        assertThat(statements(dryRun()).stream()
                        .filter(s -> s.impact() != null)
                        .mapToLong(s -> s.impact().rowsWritten())
                        .sum())
                .isEqualTo(300);
    }

    @Test
    void aLockIsHeldToTheEndOfItsMigrationAndNoLonger() throws Exception {
        scripts.with("1_people.sql", PEOPLE);
        migrate();
        scripts.with("2_early.sql", "alter table people add column a int;\nselect pg_sleep(0.2);")
                .with("3_late.sql", "alter table pets add column a int;")
                .with("4_slow.sql", "select pg_sleep(0.4);");
        RunResult result = dryRun();
        assertThat(locks(result))
                .containsExactly("ACCESS EXCLUSIVE on public.people", "ACCESS EXCLUSIVE on public.pets");
        assertThat(result.locks().get(0).held().toMillis()).isBetween(200L, 399L);
        assertThat(result.locks().get(1).held().toMillis()).isLessThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void manyLikeStatementsAreObservedTogether(FormatProject format) throws Exception {
        format.with(scripts, 1, PEOPLE);
        migrate();
        StringBuilder rows = new StringBuilder();
        for (int i = 2000; i < 2500; i++) {
            rows.append("insert into people values (").append(i).append(", 'x');\n");
        }
        rows.append("insert into pets values (1, 1, 'y');\nalter table pets add column age int;\n");
        format.with(scripts, 2, rows.toString());
        List<StatementResult> statements = statements(dryRun());
        assertThat(statements).hasSize(502);
        assertThat(locks(statements.getFirst())).containsExactly("ROW EXCLUSIVE on public.people");
        assertThat(statements.getFirst().impact().rowsWritten()).isEqualTo(1);
        // A slow machine may be worth more looks, but every row is told of, and of no row twice.
        assertThat(statements.subList(0, 500).stream()
                        .filter(s -> s.impact() != null)
                        .mapToLong(s -> s.impact().rowsWritten()))
                .satisfies(each ->
                        assertThat(each.stream().mapToLong(i -> i).sum()).isEqualTo(500))
                // Flyway sends them one by one, and a slow one is looked at by itself.
                .hasSizeLessThanOrEqualTo(format == FormatProject.FLYWAY ? 400 : 2);
        assertThat(statements.stream()
                        .filter(s -> s.impact() != null)
                        .mapToInt(s -> s.impact().statements()))
                .satisfies(
                        each -> assertThat(each.stream().mapToInt(i -> i).sum()).isEqualTo(502));
        assertThat(statements.get(499).impact().locks()).isEmpty();
        assertThat(locks(statements.get(500))).containsExactly("ROW EXCLUSIVE on public.pets");
        assertThat(locks(statements.get(501))).containsExactly("ACCESS EXCLUSIVE on public.pets");
    }

    @Test
    void whatTheRunMadeItselfIsNotLockedForAnybody() throws Exception {
        scripts.with("1_a.sql", """
            create table a (id int primary key);
            insert into a select generate_series(1, 100);
            alter table a alter id type bigint;
            create index on a (id);
            drop table a;
            """);
        RunResult result = dryRun();
        for (StatementResult statement : statements(result)) {
            assertThat(statement.impact().locks()).isEmpty();
            assertThat(statement.impact().rewritten()).isEmpty();
            assertThat(statement.impact().scans()).isEmpty();
        }
        assertThat(result.locks()).isEmpty();
    }

    @Test
    void aRelationIsCalledWhatItWasCalledBeforeTheStatement() throws Exception {
        scripts.with("1_people.sql", PEOPLE + "create table \"Odd Name\" (id int);");
        migrate();
        scripts.with("2_a.sql", """
            alter table people rename to folk;
            alter table pets rename to beasts;
            drop table beasts;
            drop table "Odd Name";
            """);
        List<StatementResult> statements = statements(dryRun());
        assertThat(locks(statements.get(0))).containsExactly("ACCESS EXCLUSIVE on public.people");
        // The table is held already; dropping it takes the index, too.
        assertThat(locks(statements.get(2))).containsExactly("ACCESS EXCLUSIVE on public.pets_pkey");
        assertThat(locks(statements.get(3))).containsExactly("ACCESS EXCLUSIVE on public.\"Odd Name\"");
    }

    @Test
    void aStatementOutsideAnyTransactionHoldsItsLocksToItsOwnEnd() throws Exception {
        scripts.with("V1__people.sql", PEOPLE);
        migrate();
        scripts.with(
                "V2__a.sql",
                "alter table people add column a int;\nselect pg_sleep(0.3);\n"
                        + "alter table people add column b int;");
        scripts.with("V2__a.sql.conf", "executeInTransaction=false\n");
        RunResult result = dryRun();
        List<StatementResult> statements = statements(result);
        assertThat(locks(statements.get(0))).containsExactly("ACCESS EXCLUSIVE on public.people");
        assertThat(locks(statements.get(2))).containsExactly("ACCESS EXCLUSIVE on public.people");
        assertThat(result.locks().getFirst().held().toMillis()).isLessThan(300);
    }

    @Test
    void theScriptDoesNotNotice() throws Exception {
        database.execute("create table seen (id int generated always as identity, what text);"
                + " create table watched (id int);"
                + " create function public.equals_nothing(text, text) returns bool language sql as 'select false';"
                + " create operator public.= (leftarg = text, rightarg = text, function = public.equals_nothing);"
                + " create function public.pg_backend_pid() returns int language sql as 'select 0'");
        // Names of the script's own stand before the server's, and a role without rights goes on.
        scripts.with("1_a.sql", """
            set local search_path = public, pg_catalog;
            insert into seen (what) values ('one');
            select 1 / (currval('public.seen_id_seq') = lastval())::int;
            prepare p as select 1;
            alter table watched add column a int;
            execute p;
            set local statement_timeout = '50ms';
            set local lock_timeout = '60ms';
            create table more (id int);
            do $$ begin
                if current_setting('statement_timeout') <> '50ms' or current_setting('lock_timeout') <> '60ms' then
                    raise exception 'settings differ';
                end if;
                if (select count(*) from pg_prepared_statements) <> 1 then
                    raise exception 'prepared statements differ';
                end if;
            end $$;
            """);
        List<StatementResult> statements = statements(dryRun());
        assertThat(locks(statements.get(4))).containsExactly("ACCESS EXCLUSIVE on public.watched");
        assertThat(statements).allSatisfy(s -> assertThat(s.impact()).isNotNull());
    }

    @Test
    void aRoleThatMayLittleSeesItsLocksAsWell() throws Exception {
        String role = "clerk_" + target.address().database();
        database.execute("create role " + role + "; create schema app authorization " + role + "; set role " + role
                + "; create table app.people (id int); insert into app.people select generate_series(1, 50);"
                + " reset role");
        Target clerk =
                new Target(target.name(), target.address(), target.limits(), new SessionSetup(List.of("app"), role));
        scripts.with("1_a.sql", "alter table people alter id type bigint;");
        RunResult result = run(RunRequest.dryRun(project(), clerk));
        Impact impact = statements(result).getFirst().impact();
        assertThat(impact.locks().getFirst().mode()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(impact.rewritten()).containsExactly("app.people");
        assertThat(impact.scans()).hasSize(1);
        assertThat(impact.walBytes()).isPositive();
    }

    @Test
    void rowsAreCountedUnderWhateverLocksThereAreAlready() throws Exception {
        scripts.with("1_people.sql", PEOPLE + "create materialized view names as select name from people;");
        migrate();
        scripts.with("2_a.sql", """
            alter table people add column age int;
            insert into people select i from generate_series(2001, 2100) i;
            create index people_name on people (name);
            truncate people;
            insert into people values (1), (2), (3);
            select count(*) from people;
            refresh materialized view names;
            """);
        List<StatementResult> statements = statements(dryRun());
        assertThat(statements).extracting(s -> s.impact().rowsWritten()).containsExactly(0L, 100L, 0L, 0L, 3L, 0L, 3L);
        assertThat(statements.get(5).impact().scans()).containsExactly(new TableScan("public.people", 1, 3));
    }

    @Test
    void othersWritesAreNotTakenForItsOwn() throws Exception {
        scripts.with("1_people.sql", PEOPLE + "create table busy (id int);");
        migrate();
        scripts.with("2_a.sql", "alter table people add column a int;");
        database.execute("begin; insert into busy values (1)");
        try {
            RunResult result = dryRun();
            assertThat(statements(result).getFirst().impact().walBytes()).isNull();
            assertThat(result.note()).contains("Other sessions wrote at the same time");
        } finally {
            database.execute("rollback");
        }
    }
}
