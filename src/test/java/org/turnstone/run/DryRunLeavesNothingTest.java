package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Ways in which a script could make a rehearsal count. */
class DryRunLeavesNothingTest extends EngineFixture {
    @Test
    void aCommitInACallbackIsNotSent() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);");
        scripts.with("afterMigrate.sql", "create table b(i int); commit;");
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                RunEvent.Remark.class,
                                remark -> assertThat(remark.text()).startsWith("Not rehearsed in a callback: commit")));
    }

    @Test
    void aVacuumInACallbackIsLeftOut() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);");
        scripts.with("afterMigrate.sql", "vacuum analyze a;");
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void theServerRefusesACommitThatWasNotSeenComing() throws Exception {
        scripts.with("V1__a.sql", """
            create table a(i int);
            select set_config('standard_conforming_strings', 'o' || 'ff', false);
            select 'x\\' , ' b; commit; --';
            """);
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(relations()).isEmpty();
    }

    @Test
    void copyingOutOfTheDatabaseIsLeftOutHoweverItIsWritten() throws Exception {
        var file = temporary.resolve("copied");
        scripts.with("V1__a.sql", """
            create table a(i int);
            /* first */ copy a to '%1$s';
            copy a to /* here */ '%1$s';
            copy a from program 'touch %1$s';
            do $$ begin execute 'copy a to ''%1$s'''; end $$;
            copy (select 1) to U&'%1$s';
            """.formatted(file));
        RunResult result = dryRun();
        assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps().get(0).statements())
                .filteredOn(s -> s.outcome() == StatementOutcome.NOT_REHEARSED)
                .hasSize(5);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void functionsThatReachOtherSessionsAreLeftOut() throws Exception {
        scripts.with("V1__a.sql", """
            create function kick() returns void language plpgsql as
            $$ begin perform pg_terminate_backend(pid) from pg_stat_activity where pid = 0; end $$;
            select kick();
            select pg_terminate_backend(pid) from pg_stat_activity where pid = 0;
            """);
        RunResult result = dryRun();
        assertThat(result.steps().get(0).statements().stream().map(StatementResult::outcome))
                .containsExactly(StatementOutcome.DONE, StatementOutcome.NOT_REHEARSED, StatementOutcome.NOT_REHEARSED);
    }

    @Test
    void askingAllConstraintsDoesNotMeetTheGuard() throws Exception {
        scripts.with("V1__a.sql", """
            create table p(id int primary key);
            create table c(p int references p deferrable initially deferred);
            insert into c values (1);
            insert into p values (1);
            set constraints all immediate;
            set constraints all deferred;
            insert into c values (1);
            """);
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
    }
}
