package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.turnstone.connection.Address;
import org.turnstone.connection.Target;

/** What a result says is so. */
class HonestOutcomeTest extends EngineFixture {
    @Test
    void aScriptThatCommitsItselfIsNotSaidToBeRolledBack() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int); commit; select 1 / 0;");
        RunResult result = migrate();
        assertThat(relations()).contains("a");
        assertThat(result.summary()).contains("may stay").doesNotContain("nothing of it is left", "as it was before");
    }

    @Test
    void aBlockThatCommitsOutsideATransactionIsRecordedAsFailed() throws Exception {
        scripts.with("V1__a.sql", "do $$ begin create table a(i int); commit; perform 1 / 0; end $$;");
        scripts.with("V1__a.sql.conf", "executeInTransaction=false");
        RunResult result = migrate();
        assertThat(relations()).contains("a");
        assertThat(result.summary()).contains("may stay").doesNotContain("nothing of it is left", "as it was before");
        assertThat(database.rows("select success from flyway_schema_history")).containsExactly("f");
    }

    @Test
    void halfAScriptOutsideATransactionIsNotTheDatabaseAsItWas() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int); select 1 / 0;");
        scripts.with("V1__a.sql.conf", "executeInTransaction=false");
        assertThat(migrate().summary())
                .contains("what its first 1 statement did stays")
                .doesNotContain("as it was before");
    }

    @Test
    void aShellScriptIsRefusedWithASentence() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);");
        scripts.with("V2__b.sh", "exit 0");
        assertThatThrownBy(this::migrate).isInstanceOf(RunRefused.class).hasMessageContaining("V2__b.sh");
        assertThat(relations()).isEmpty();
    }

    @Test
    void whatTheServerSaidAgainstACallbackIsSaid() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);").with("afterMigrate.sql", "select 1 / 0;");
        assertThat(migrate().summary()).contains("afterMigrate", "division by zero");
    }

    @Test
    void aMissingRightIsNotTakenForALockedDoor() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int);");
        migrate();
        var password = target.address().password();
        database.execute(
                "create role reads_nothing login" + (password == null ? "" : " password '" + password.reveal() + "'"));
        try {
            var address = target.address();
            var other = new Target(
                    "other",
                    new Address(
                            address.host(),
                            address.port(),
                            address.database(),
                            "reads_nothing",
                            address.password(),
                            address.parameters()),
                    target.limits());
            assertThatThrownBy(() -> engine.status(project(), other))
                    .hasMessageContaining("lacks a right")
                    .hasMessageContaining("flyway_schema_history");
        } finally {
            database.execute("drop role reads_nothing");
        }
    }

    @Test
    void aRefusedMigrateHasNotRemovedAnIndexEither() throws Exception {
        scripts.with("V1__a.sql", "create table a(i int); insert into a values (1), (1);");
        migrate();
        scripts.with("V1__a.sql", "-- edited").with("V2__i.sql", "create unique index concurrently a_i on a(i);");
        assertThatThrownBy(() -> database.execute("create unique index concurrently a_i on a(i)"))
                .hasMessageContaining("a_i");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(relations()).contains("a_i");
    }
}
