package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.turnstone.format.MigrationState.APPLIED;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.testing.Scripts;

/** The tables that the real knex wrote, read without Node, knex, or the right to write. */
class KnexHistoryTest extends KnexFixture {
    @BeforeEach
    void write() throws Exception {
        scripts = new Scripts(temporary.resolve("project"));
        sample();
        try (InputStream dump = getClass().getResourceAsStream("history_up_then_latest.sql")) {
            database.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void batchesAndTimesAreKnexs() throws Exception {
        database.execute("alter database " + target.address().database() + " set timezone = 'UTC'");
        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED);
        assertThat(status().entries())
                .extracting(e -> e.version() + " " + e.description() + ", " + e.note())
                .containsExactly(
                        "20240101000000 create people, batch 1",
                        "20240102000000 add email, batch 2",
                        "20240103000000 idx, batch 2");
        assertThat(status().entries().getFirst().appliedAt().getMinute())
                .isEqualTo(LocalDateTime.parse("2026-11-21T08:49:02.937").getMinute());
        assertThat(status().warnings()).isEmpty();
    }

    @Test
    void rowsWithoutBatchAreSaidToStay() throws Exception {
        database.execute("update knex_migrations set batch = null, migration_time = null");

        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED);
        assertThat(status().entries()).allMatch(e -> e.note().startsWith("in no batch"));
    }

    @Test
    void twoLockRowsAreLocked() throws Exception {
        database.execute("insert into knex_migrations_lock (index, is_locked) values (2, 0)");

        assertThat(status().warnings())
                .singleElement()
                .asString()
                .contains("2 rows")
                .contains("migrate:unlock");
    }

    @Test
    void otherTableAndSchemaNames() throws Exception {
        scripts.with(
                "knexfile.js", KNEXFILE.replace("directory:", "schemaName: 'hist', tableName: 'steps', directory:"));
        database.execute("create schema hist");
        database.execute("alter table knex_migrations rename to steps");
        database.execute("alter table knex_migrations_lock rename to steps_lock");
        database.execute("alter table steps set schema hist");
        database.execute("alter table steps_lock set schema hist");

        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED);
    }
}
