package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where an error is said to be, and what is kept out of what the server said. */
class StatementErrorsTest extends EngineFixture {
    @Test
    void linesAreRightWherePlaceholdersWereFilledIn() throws Exception {
        scripts.with("V1__a.sql", """
            create table t(a int);

            -- hello
            comment on table t is '${flyway:user}';
            comment on table t is '${flyway:user}'; comment on table t is '${flyway:user} ${flyway:table}';

            insert into t
            values (1);

            insert into t(a)
              values ('${flyway:user}x');
            """);
        RunResult result = migrate();
        assertThat(result.steps().get(0).statements().stream().map(StatementResult::line))
                .containsExactly(1, 4, 5, 5, 7, 10);
        StatementError error = result.steps().get(0).statements().get(5).error();
        assertThat(error.line()).isEqualTo(11);
        assertThat(error.column()).isEqualTo(11);
        assertThat(error.sourceLine()).isEqualTo("  values ('${flyway:user}x');");
    }

    @Test
    void aPasswordInWhatTheServerSaysIsMasked() throws Exception {
        scripts.with("V1__a.sql", "do $$ begin execute 'alter role no_such_role password ''s3kret'''; end $$;");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.toString() + events).doesNotContain("s3kret");
    }

    @Test
    void aPasswordInAConnectionStringIsMasked() throws Exception {
        scripts.with("V1__a.sql", "select nothing_such('host=a password=s3kret', 'postgres://a:s3kret@b/c');");
        assertThat(migrate().toString() + events).doesNotContain("s3kret");
    }

    @Test
    void theTargetsOwnPasswordInAScriptIsMasked() throws Exception {
        String password = target.address().password().reveal();
        scripts.with("V1__a.sql", "select '" + password + "'; select 1 / '" + password + "'::int;");
        assertThat(migrate().steps().toString() + events).doesNotContain(password);
    }
}
