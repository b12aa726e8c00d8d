package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;

/** A profile's role and search path, in everything a run does. */
class RoleAndSearchPathTest extends EngineFixture {
    @Test
    void theyHoldForStatusDryRunMigrateAndRevert() throws Exception {
        String owner = "owner_" + target.address().database();
        database.execute("create role " + owner + "; create schema app authorization " + owner);
        target =
                new Target("app", target.address(), target.limits(), new SessionSetup(List.of("app", "public"), owner));
        scripts.with("V1__t.sql", "create table t (x int);").with("U1__t.sql", "drop table t;");

        assertThat(status().entries()).hasSize(1);
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select schemaname, tablename, tableowner from pg_tables where schemaname = 'app'"
                        + " order by 2"))
                .containsExactly("app|flyway_schema_history|" + owner, "app|t|" + owner);
        assertThat(status().isClean()).isTrue();
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select tablename from pg_tables where schemaname = 'app'"))
                .containsExactly("flyway_schema_history");
    }
}
