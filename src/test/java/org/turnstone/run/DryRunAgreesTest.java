package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A dry run foretells the migrate that follows it, though it has one transaction where migrate has many. */
class DryRunAgreesTest extends EngineFixture {
    private static final String DEFERRED = """
        create table p(id int primary key);
        create table c(id int primary key, p int references p deferrable initially deferred);
        """;

    @Test
    void whatWaitsForACommitIsDoneBeforeTheNextScript() throws Exception {
        scripts.with("V1__a.sql", DEFERRED);
        scripts.with("V2__b.sql", "insert into c values (1, 1); insert into p values (1);");
        scripts.with("V3__c.sql", "alter table c add x int;");
        agree(RunOutcome.SUCCEEDED);
    }

    @Test
    void aConstraintThatALaterScriptWouldSatisfyFailsAtItsOwnCommit() throws Exception {
        scripts.with("V1__a.sql", DEFERRED);
        scripts.with("V2__b.sql", "insert into c values (1, 1);");
        scripts.with("V3__c.sql", "insert into p values (1);");
        agree(RunOutcome.FAILED);
    }

    @Test
    void constraintsStayDeferredInTheScriptsThatFollow() throws Exception {
        scripts.with("V1__a.sql", DEFERRED);
        scripts.with("V2__b.sql", "insert into c values (1, 1); insert into p values (1);");
        scripts.with("V3__c.sql", "insert into c values (2, 2); insert into p values (2);");
        agree(RunOutcome.SUCCEEDED);
    }

    @Test
    void anEnumValueUsedByTheScriptThatAddsItFails() throws Exception {
        scripts.with("V1__a.sql", "create type e as enum ('a'); create table t(e e);");
        scripts.with("V2__b.sql", "alter type e add value 'b';");
        scripts.with("V3__c.sql", "insert into t values ('b');");
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        scripts.with("V4__d.sql", "alter type e add value 'c'; insert into t values ('c');");
        agree(RunOutcome.FAILED);
    }

    @Test
    void whatNeedsAUniqueIndexThatIsNotBuiltIsNotHeldAgainstTheScript() throws Exception {
        scripts.with("V1__a.sql", "create table t(a int, b int);");
        scripts.with("V2__b.sql", "create unique index concurrently t_a on t(a);");
        scripts.with("V3__c.sql", "insert into t values (1, 2) on conflict (a) do nothing;");
        scripts.with("V4__d.sql", "create table u(a int references t(a));");
        scripts.with("V5__e.sql", "insert into u values (1);");
        agree(RunOutcome.SUCCEEDED);
    }

    @Test
    void anIndexWhoseDropIsNotRehearsedMayBeMadeAgain() throws Exception {
        scripts.with("V1__a.sql", "create table t(a int, b int); create index i on t(a);");
        scripts.with("V2__b.sql", "drop index concurrently i;");
        scripts.with("V3__c.sql", "create index i on t(a, b);");
        agree(RunOutcome.SUCCEEDED);
    }

    @Test
    void temporaryTablesThatGoAtCommitAreGoneForTheNextScript() throws Exception {
        scripts.with("V1__a.sql", "create temp table x(a int) on commit drop; create table r as select * from x;");
        scripts.with("V2__b.sql", "create temp table x(a int) on commit drop; create table s as select * from x;");
        agree(RunOutcome.SUCCEEDED);
    }

    @Test
    void whatFlywayRunsInATransactionThoughItCannotBeFails() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);").with("V2__b.sql", "reindex table concurrently a;");
        agree(RunOutcome.FAILED);
    }

    @Test
    void whatAProcedureThatCommitsWouldHaveDoneIsNotMissed() throws Exception {
        scripts.with("V1__a.sql", "create table t(a int, b int); insert into t values (1);")
                .with(
                        "V2__p.sql",
                        "create procedure p() language plpgsql as $$ begin update t set b = 1; commit; create table"
                                + " made(i int); end $$;")
                .with("V3__c.sql", "call p();")
                .with("V3__c.sql.conf", "executeInTransaction=false")
                .with("V4__d.sql", "alter table t alter b set not null;")
                .with("V5__e.sql", "alter table made add j int;");
        agree(RunOutcome.SUCCEEDED);
    }

    private void agree(RunOutcome outcome) throws Exception {
        assertThat(dryRun().outcome()).isEqualTo(outcome);
        assertThat(migrate().outcome()).isEqualTo(outcome);
    }
}
