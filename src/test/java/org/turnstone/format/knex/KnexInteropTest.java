package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.turnstone.format.MigrationState.APPLIED;
import static org.turnstone.format.MigrationState.PENDING;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.testing.Program;
import org.turnstone.testing.Scripts;

/** Turnstone and the real knex on the same database on the same day. */
class KnexInteropTest extends KnexFixture {
    @BeforeEach
    void install() throws Exception {
        scripts = new Scripts(KnexInstallation.newProject());
    }

    private String knex(String... arguments) throws Exception {
        Program.Said result = KnexInstallation.knex(scripts.folder(), target, arguments);
        return result.output().replace("Using environment: development\n", "") + "exit=" + result.exit();
    }

    @Test
    void whatKnexAppliedTurnstoneReadsAndReverts() throws Exception {
        sample();
        assertThat(knex("migrate:latest")).contains("Batch 1 run: 3 migrations");

        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED);
        assertThat(status().entries()).allMatch(e -> e.note().equals("batch 1") && e.appliedAt() != null);
        RunResult reverted = revert(2);
        assertThat(reverted.outcome()).as(reverted.summary()).isEqualTo(RunOutcome.SUCCEEDED);

        assertThat(database.rows(HISTORY)).containsExactly("1|" + PEOPLE + "|1|t");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(knex("migrate:list")).contains("Found 1 Completed").contains("Found 2 Pending");
        assertThat(knex("migrate:latest")).contains("Batch 2 run: 2 migrations");
    }

    @Test
    void whatTurnstoneAppliedKnexListsAndRollsBack() throws Exception {
        sample();
        RunResult applied = migrate();
        assertThat(applied.outcome()).as(applied.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(applied.steps()).hasSize(3);
        assertThat(applied.steps().get(1).statements())
                .extracting(s -> s.sql())
                .containsExactly("ALTER TABLE people ADD COLUMN email text");

        assertThat(database.rows(HISTORY))
                .containsExactly("1|" + PEOPLE + "|1|t", "2|" + EMAIL + "|1|t", "3|" + INDEX + "|1|t");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(knex("migrate:list")).contains("Found 3 Completed").contains("No Pending");
        assertThat(knex("migrate:latest")).contains("Already up to date");
        assertThat(knex("migrate:rollback")).contains("Batch 1 rolled back: 3 migrations");
        assertThat(relations()).containsExactly("knex_migrations", "knex_migrations_lock");
    }

    @Test
    void bothLeaveTheSameRowsAndTables() throws Exception {
        transactional();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        List<String> ours = database.rows(HISTORY);
        List<String> columns = columns();
        database.execute("drop schema public cascade; create schema public");
        assertThat(knex("migrate:latest")).contains("exit=0");

        assertThat(database.rows(HISTORY)).isEqualTo(ours);
        assertThat(columns()).isEqualTo(columns);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    private List<String> columns() throws Exception {
        return database.rows("select table_name, column_name, data_type, character_maximum_length, column_default,"
                + " is_nullable from information_schema.columns where table_schema = 'public' order by 1,"
                + " ordinal_position");
    }

    @Test
    void aVersionToStopAtMakesABatchOfItsOwn() throws Exception {
        sample();
        run(RunRequest.migrate(project(), target).to("20240101000000"));
        migrate();

        assertThat(database.rows(HISTORY))
                .containsExactly("1|" + PEOPLE + "|1|t", "2|" + EMAIL + "|2|t", "3|" + INDEX + "|2|t");
        assertThat(knex("migrate:rollback")).contains("Batch 2 rolled back: 2 migrations");
        assertThat(states()).containsExactly(APPLIED, PENDING, PENDING);
    }

    @Test
    void sqlBesideJavaScriptIsOneBatchAndALoaderAgrees() throws Exception {
        transactional();
        scripts.with("knexfile.js", """
            const fs = require('fs'), path = require('path');
            class Source {
              async getMigrations() {
                return fs.readdirSync('migrations').filter((f) => !f.endsWith('.down.sql')).sort();
              }
              getMigrationName(m) { return m; }
              async getMigration(m) {
                const file = path.resolve('migrations', m);
                if (m.endsWith('.js')) return require(file);
                const text = (f) => (k) => k.raw(fs.readFileSync(f, 'utf8'));
                return { up: text(file), down: text(file.replace('.up.sql', '.down.sql')) };
              }
            }
            module.exports = { client: 'pg', connection: process.env.TEST_TARGET,
              migrations: { migrationSource: new Source() } };
            """)
                .with("migrations/20240101500000_orders.up.sql", "create table orders (id int);")
                .with("migrations/20240101500000_orders.down.sql", "drop table orders;");
        RunResult applied = migrate();

        assertThat(applied.outcome()).as(applied.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(HISTORY))
                .containsExactly("1|" + PEOPLE + "|1|t", "2|20240101500000_orders.up.sql|1|t", "3|" + EMAIL + "|1|t");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
        assertThat(knex("migrate:list")).contains("Found 3 Completed").contains("No Pending");
        assertThat(revert(2).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(knex("migrate:latest")).contains("Batch 2 run: 2 migrations");
        assertThat(states()).containsExactly(APPLIED, APPLIED, APPLIED);
    }

    @Test
    void otherNamesForTablesAndModulesOfBothKinds() throws Exception {
        scripts.with("knexfile.mjs", """
            export default { client: 'pg', connection: process.env.TEST_TARGET, searchPath: ['app'],
              migrations: { schemaName: 'hist', tableName: 'steps', loadExtensions: ['.mjs', '.cjs'] } };
            """).with("migrations/1_a.mjs", """
                export const up = (knex) => knex.schema.createTable('a', (t) => { t.increments(); });
                export async function down(knex) { await knex.schema.dropTable('a'); }
                """).with("migrations/2_b.cjs", """
                    module.exports = {
                      async up(knex) { await knex('a').insert([{ id: 7 }, { id: 8 }]); },
                      async down(knex) { await knex('a').del(); },
                    };
                    """);
        database.execute("create schema hist; create schema app");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);

        assertThat(database.rows("select name, batch from hist.steps order by id"))
                .containsExactly("1_a.mjs|1", "2_b.cjs|1");
        assertThat(database.rows("select id from app.a order by 1")).containsExactly("7", "8");
        assertThat(knex("migrate:list")).contains("Found 2 Completed");
        assertThat(revert(2).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select * from hist.steps")).isEmpty();
    }

    @Test
    void theLastBatchIsWhatRollbackTakesBack() throws Exception {
        sample();
        assertThat(knex("migrate:up")).contains("Batch 1");
        assertThat(knex("migrate:latest")).contains("Batch 2 run: 2 migrations");
        RunResult result = run(RunRequest.revert(project(), target, RunRequest.LAST_BATCH));

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps()).extracting(s -> s.script()).containsExactly(INDEX, EMAIL);
        assertThat(knex("migrate:list")).contains("Found 1 Completed").contains("Found 2 Pending");
        assertThat(database.rows(LOCK)).containsExactly("1|0");
    }

    /** Sucrase stands for what projects use to read TypeScript. */
    @Test
    void typeScriptIsReadAsKnexReadsIt() throws Exception {
        scripts.with("knexfile.ts", """
            import type { Knex } from 'knex';
            const config: Knex.Config = { client: 'pg', connection: process.env.TEST_TARGET,
              migrations: { directory: './src/migrations', extension: 'ts' } };
            export default config;
            """).with("src/migrations/20240101000000_a.ts", """
                import type { Knex } from 'knex';
                export async function up(knex: Knex): Promise<void> {
                  await knex.raw('create table a (i int)');
                  await knex.raw('select 1/0');
                }
                export async function down(knex: Knex): Promise<void> { await knex.schema.dropTable('a'); }
                """);
        RunResult failed = migrate();
        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failed.steps().getFirst().statements().getLast().error().line())
                .isEqualTo(4);

        scripts.with("src/migrations/20240101000000_a.ts", """
            import type { Knex } from 'knex';
            export const up = (knex: Knex) => knex.raw('create table a (i int)');
            export const down = (knex: Knex): Promise<void> => knex.schema.dropTable('a');
            """);
        RunResult applied = migrate();
        assertThat(applied.outcome()).as(applied.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(knex("migrate:list")).contains("Found 1 Completed").contains("No Pending");
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).doesNotContain("a");
    }
}
