package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
}
