package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.connection.Session;
import org.turnstone.schema.SchemaChange;
import org.turnstone.schema.Snapshot;
import org.turnstone.schema.SnapshotScope;
import org.turnstone.testing.Database;
import org.turnstone.testing.FormatProject;

/** What only looks or rehearses leaves nothing behind, and says how it knows. */
class EvidenceTest extends KilledFixture {
    private static final String FIRST = "create table people (id int primary key, name text);"
            + " insert into people values (1, 'Ada'), (2, 'Grace'); create view names as select name from people;";
    private static final String SECOND = """
        alter table people add column age int not null default 3;
        create index people_name on people (name);
        insert into people values (3, 'Joan');
        delete from people where id = 1;
        drop view names;
        create function one() returns int language sql as 'select 1';
        grant select on people to public;
        comment on table people is 'x';
        set search_path = nowhere;
        """;

    /** All there is: catalogs by way of a snapshot, the history too, every row, and the settings. */
    private List<Object> everything() throws Exception {
        try (Session session = Session.open(target, "test")) {
            String rows = database.rows("select table_name from information_schema.tables where table_schema ="
                            + " 'public' and table_type = 'BASE TABLE' order by 1")
                    .toString();
            StringBuilder content = new StringBuilder();
            for (String table : database.rows("select quote_ident(table_name) from information_schema.tables where"
                    + " table_schema = 'public' and table_type = 'BASE TABLE' order by 1")) {
                content.append(database.rows("select t::text from public." + table + " t order by 1"));
            }
            return List.of(
                    Snapshot.read(session.connection(), SnapshotScope.of(Set.of()))
                            .fingerprint(),
                    rows,
                    content.toString(),
                    database.rows("select setdatabase::text || setrole || setconfig::text from pg_db_role_setting"),
                    database.rows("select count(*) from pg_prepared_xacts"),
                    database.rows("select count(*) from pg_locks where locktype = 'advisory'"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunSaysWhatItWouldChangeAndLeavesNothing(FormatProject format) throws Exception {
        format.with(scripts, 1, FIRST, "drop view if exists names; drop table people;");
        migrate();
        format.with(scripts, 2, SECOND);
        List<Object> before = everything();
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(everything()).isEqualTo(before);
        assertThat(result.evidence().holds()).isTrue();
        assertThat(result.evidence().proofs())
                .anySatisfy(p -> assertThat(p).matches("The server says of .*: aborted\\."))
                .anySatisfy(p -> assertThat(p).contains("what it was before, object by object"));
        assertThat(result.change().changes())
                .extracting(c ->
                        c.kind() + " " + c.object().kind() + " " + c.object().name())
                .contains(
                        "ADDED column public.people.age",
                        "ADDED index public.people_name",
                        "REMOVED view public.names",
                        "ADDED function public.one()");

        RunResult revert = run(RunRequest.dryRun(project(), target).rehearsingRevert(1));
        assertThat(revert.outcome()).as(revert.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(revert.change().changes())
                .anyMatch(c -> c.kind() == SchemaChange.Kind.REMOVED
                        && c.object().name().equals("public.people"));
        assertThat(everything()).isEqualTo(before);
        assertThat(revert.evidence().holds()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunThatFailsLeavesNothingEither(FormatProject format) throws Exception {
        format.with(scripts, 1, FIRST);
        migrate();
        format.with(scripts, 2, SECOND + "select 1/0;");
        List<Object> before = everything();
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.evidence().holds()).as(result.evidence().toString()).isTrue();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatAnotherSessionChangesMeanwhileIsSaid() throws Exception {
        scripts.with("1_a.sql", "create table a (id int);").with("2_b.sql", "create table b (id int);");
        RunResult result = engine.run(
                RunRequest.dryRun(project(), target),
                event -> {
                    if (event instanceof RunEvent.StepStarted started && started.number() == 2) {
                        try {
                            database.execute("create table theirs (id int)");
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                new Cancellation());
        assertThat(result.evidence().holds()).isFalse();
        assertThat(result.evidence().proofs())
                .anySatisfy(
                        p -> assertThat(p).contains("table public.theirs added").contains("another session"));
    }

    @Test
    void aTableThatSomebodyHasLockedKeepsNobodyFromRehearsing() throws Exception {
        database.execute("create table busy (id int); create view v as select id from busy");
        scripts.with("1_a.sql", "create table a (id int);");
        try (Database other = new Database(target)) {
            other.execute("begin; lock table v");
            RunResult result = dryRun();
            assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(result.evidence().proofs())
                    .anySatisfy(p -> assertThat(p).contains("aborted"))
                    .anySatisfy(p -> assertThat(p).contains("not compared"));
            assertThat(result.change()).isNull();
            other.execute("rollback");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatusEndsWithTheServersWordThatItOnlyRead(FormatProject format) throws Exception {
        format.with(scripts, 1, FIRST);
        Evidence evidence = engine.status(project(), target).evidence();
        assertThat(evidence.holds()).as(evidence.toString()).isTrue();
        assertThat(evidence.proofs()).hasSize(2);
        migrate();
        assertThat(engine.status(project(), target).evidence().holds()).isTrue();
    }

    @Test
    void aMigrateSaysWhatItChanged() throws Exception {
        scripts.with("1_a.sql", "create table a (id int);");
        RunResult result = migrate();
        assertThat(result.change().changes())
                .extracting(c ->
                        c.kind() + " " + c.object().kind() + " " + c.object().name())
                .containsExactlyInAnyOrder("ADDED table public.a", "ADDED column public.a.id");
        assertThat(result.evidence()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aKilledDryRunLeavesNothing(FormatProject format) throws Exception {
        format.with(scripts, 1, FIRST);
        migrate();
        format.with(scripts, 2, SECOND + "select pg_sleep(600);");
        List<Object> before = everything();
        killed("dry-run");
        assertThat(everything()).isEqualTo(before);
        format.with(scripts, 2, SECOND);
        RunResult next = run(RunRequest.dryRun(project(), target).waiting(Duration.ofSeconds(5)));
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.SUCCEEDED);
    }
}
