package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.turnstone.connection.Address;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;

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
    void aPasswordThatIsAWordSpoilsNoStatement() throws Exception {
        database.execute("create role acc_owner superuser login password 'acc'");
        try {
            Address at = target.address();
            target = new Target(
                    target.name(),
                    new Address(at.hosts(), at.database(), "acc_owner", new Secret("acc"), at.parameters()),
                    target.limits());
            scripts.with(
                    "V1__acc.sql",
                    "create table acc (id int);\nalter role acc_owner password 'acc';\n"
                            + "do $$ begin raise notice 'acc'; end $$;\nselect 1 from accounts;\n");
            RunResult result = migrate();
            assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
            String everything = result.toString() + events;
            assertThat(everything)
                    .contains("create table acc (id int)", "alter role acc_owner password '••••'", "accounts")
                    .doesNotContain("password 'acc'");
        } finally {
            database.execute("reassign owned by acc_owner to current_user");
            database.execute("drop role acc_owner");
        }
    }

    @Test
    void theTargetsOwnPasswordInAScriptIsMasked() throws Exception {
        String password = target.address().password().reveal();
        scripts.with("V1__a.sql", "select '" + password + "'; select 1 / '" + password + "'::int;");
        assertThat(migrate().steps().toString() + events).doesNotContain(password);
    }
}
