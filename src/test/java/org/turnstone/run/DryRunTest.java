package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A dry run carries the plan out for real and leaves nothing behind. */
class DryRunTest extends EngineFixture {
    private List<StatementResult> statements(RunResult result) {
        return result.steps().stream().flatMap(s -> s.statements().stream()).toList();
    }

    @Test
    void leavesNothingInAnEmptyDatabase() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ninsert into a values (1), (2);")
                .with("R__v.sql", "create or replace view v as select * from a;");
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(statements(result)).extracting("rows").contains(2L);
        assertThat(result.summary()).contains("Nothing was changed");
        assertThat(relations()).isEmpty();
    }

    @Test
    void whatCannotRunInATransactionIsNotRehearsedNorIsWhatNeedsIt() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__i.sql", "create index concurrently a_idx on a (id);")
                .with("V3__c.sql", "create table b (id int);\nalter index a_idx rename to a_id_idx;\nselect 1;");
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(statements(result))
                .extracting("outcome")
                .containsExactly(
                        StatementOutcome.DONE,
                        StatementOutcome.NOT_REHEARSED,
                        StatementOutcome.DONE,
                        StatementOutcome.NOT_REHEARSED,
                        StatementOutcome.DONE);
        assertThat(statements(result).get(1).reason()).contains("CONCURRENTLY");
        assertThat(statements(result).get(3).reason()).contains("depends on");
        assertThat(result.summary()).contains("5 statements").contains("2 of them could not be rehearsed");
        assertThat(relations()).isEmpty();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aNewEnumValueThatIsUsedIsNotRehearsed() throws Exception {
        scripts.with("V1__mood.sql", "create type mood as enum ('sad');\ncreate table p (m mood);");
        migrate();
        scripts.with("V2__add.sql", "alter type mood add value 'happy';")
                .with("V3__use.sql", "insert into p values ('happy');\ninsert into p values ('sad');");
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(statements(result))
                .extracting("outcome")
                .containsExactly(StatementOutcome.DONE, StatementOutcome.NOT_REHEARSED, StatementOutcome.DONE);
        assertThat(database.value("select array_agg(e)::text from unnest(enum_range(null::mood)) e"))
                .isEqualTo("{sad}");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aScriptThatCommitsDoesNotCommitTheDryRun() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\ncommit;\ncreate table b (id int);\nbegin;\nselect 1;")
                .with("V2__do.sql", "do $$ begin create table c (id int); commit; end $$;");
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(statements(result))
                .extracting("outcome")
                .containsExactly(
                        StatementOutcome.DONE,
                        StatementOutcome.NOT_REHEARSED,
                        StatementOutcome.DONE,
                        StatementOutcome.NOT_REHEARSED,
                        StatementOutcome.DONE,
                        StatementOutcome.NOT_REHEARSED);
        assertThat(relations()).isEmpty();
    }

    @Test
    void aFailureIsTheOneMigrateWouldMeet() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "select 1;\nselect * from nowhere;");
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError().line()).isEqualTo(2);
        assertThat(relations()).isEmpty();
    }

    @Test
    void sequencesThatMovedAreNamed() throws Exception {
        scripts.with("V1__a.sql", "create table a (id bigint generated always as identity, n int);");
        migrate();
        scripts.with("V2__b.sql", "insert into a (n) values (1), (2), (3);");
        RunResult result = dryRun();
        assertThat(result.note()).contains("public.a_id_seq");
        assertThat(database.value("select count(*) from a")).isEqualTo("0");
    }

    @Test
    void aRevertIsRehearsedToo() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);").with("U1__a.sql", "drop table a;");
        migrate();
        RunResult result = run(RunRequest.dryRun(project(), target).rehearsingRevert(1));
        assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("a");
        assertThat(status().pending()).isEmpty();
    }
}
