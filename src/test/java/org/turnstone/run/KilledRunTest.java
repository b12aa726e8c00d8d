package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A Turnstone that is killed leaves a database on which the next one succeeds. */
class KilledRunTest extends KilledFixture {
    @Test
    void theStatementStopsAndTheNextMigrateSucceeds() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__b.sql", "create table b (id int);\nselect pg_sleep(600);");
        killed("migrate");

        scripts.with("V2__b.sql", "create table b (id int);");
        RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofSeconds(60)));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version from flyway_schema_history order by 1"))
                .containsExactly("1", "2");
    }
}
