package org.turnstone.format.sqlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.ProjectSettings;
import org.turnstone.format.Remedy;
import org.turnstone.run.EngineFixture;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRefused;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.run.StatementOutcome;
import org.turnstone.testing.Database;
import org.turnstone.testing.Vectors;

/** What Turnstone does to a database is what sqlx would have done. */
class SqlxFormatTest extends EngineFixture {
    private static final String ROWS =
            "select version, description, success, encode(checksum, 'hex') from" + " _sqlx_migrations order by version";

    private static List<String> expected(String dump) throws Exception {
        List<String> result = new ArrayList<>();
        for (List<String> row : Vectors.rows(dump)) {
            result.add(row.get(0) + "|" + row.get(1) + "|" + (row.get(3).equals("true") ? "t" : "f") + "|"
                    + row.get(4).substring(2));
        }
        return result;
    }

    @Test
    void theSampleProjectEndsInSqlxsOwnRows() throws Exception {
        Vectors.project("sqlx", scripts.folder());
        Project project = project();
        assertThat(project.format()).isEqualTo("sqlx");
        assertThat(project.evidence()).contains("3 files").contains("migrations");
        RunResult result = migrate();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(expected("sqlx/history_run.sql")).hasSize(3);
        assertThat(database.rows(ROWS)).isEqualTo(expected("sqlx/history_run.sql"));
        assertThat(database.rows("select 1 from _sqlx_migrations where execution_time < 1000 or installed_on > now()"))
                .isEmpty();
        assertThat(database.rows("select column_name, data_type, is_nullable, column_default from"
                        + " information_schema.columns where table_name = '_sqlx_migrations' order by"
                        + " ordinal_position"))
                .containsExactly(
                        "version|bigint|NO|null",
                        "description|text|NO|null",
                        "installed_on|timestamp with time zone|NO|now()",
                        "success|boolean|NO|null",
                        "checksum|bytea|NO|null",
                        "execution_time|bigint|NO|null");
        assertThat(status().isClean()).isTrue();
        assertThat(status().entries()).extracting("state").containsOnly(MigrationState.APPLIED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);

        RunResult reverted = run(RunRequest.revert(project(), target, 0).to("20240101000000"));
        assertThat(reverted.outcome()).as(reverted.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(ROWS)).isEqualTo(expected("sqlx/history_after_undo_to_20240101000000.sql"));
        assertThat(run(RunRequest.revert(project(), target, 0).to("0")).outcome())
                .isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).containsExactly("_sqlx_migrations", "_sqlx_migrations_pkey");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aDryRunLeavesNothing() throws Exception {
        Vectors.project("sqlx", scripts.folder());
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps().getLast().statements())
                .extracting("outcome")
                .containsExactly(StatementOutcome.NOT_REHEARSED);
        assertThat(relations()).isEmpty();
    }

    @Test
    void theSampleProjectIsProvenOnScratch() throws Exception {
        Vectors.project("sqlx", scripts.folder());
        RunResult result = run(RunRequest.test(project(), null));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.tests()).extracting("result").contains("identical");
    }

    @Test
    void rowsAreThoseReckonedByAnotherProgram() throws Exception {
        scripts.with("migrations/0001_a_b.sql", "create table a (i int);\r\n-- ü 😀\r\n")
                .with("migrations/+2__two.up.up.sql", "-- no-transaction\ncreate table b (i int);")
                .with("migrations/2_other.down.sql", "drop table b;")
                .with("migrations/-6_first.sql.sql", "")
                .with("migrations/9223372036854775807_.sql", "\n\n  select 1;;\n;")
                .with("sqlx.toml", "[migrate]\nignored-chars = [\"\\r\", \"\\n\"]\n");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            "src/test/resources/sqlx_rows.py",
                            scripts.folder().resolve("migrations").toString(),
                            "\\r\\n")
                    .redirectErrorStream(true)
                    .start();
        } catch (java.io.IOException e) {
            Assumptions.abort("Needs python3: " + e.getMessage());
            return;
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        assertThat(said.lines()).hasSize(4);
        assertThat(database.rows(ROWS)).isEqualTo(said.lines().toList());
    }

    @Test
    void whatFailsLeavesNoRowAndIsTriedAgain() throws Exception {
        scripts.with("migrations/1_a.sql", "create table a (i int);")
                .with("migrations/2_b.sql", "create table b (i int);\nselect 1/0;")
                .with("migrations/3_c.sql", "-- no-transaction\ncreate table c (i int);\nselect 1/0;");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError().line()).isEqualTo(2);
        assertThat(result.summary()).contains("2 (b) failed and was rolled back");
        assertThat(database.rows("select version from _sqlx_migrations")).containsExactly("1");
        scripts.with("migrations/2_b.sql", "create table b (i int);");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(database.rows("select version from _sqlx_migrations")).containsExactly("1", "2");
        assertThat(relations()).doesNotContain("c");
        scripts.with(
                "migrations/3_c.sql",
                "-- no-transaction\nbegin;\ncreate table c1 (i int);\ncommit;\ncreate table c2 (i int);\nselect 1/0;");
        RunResult partly = migrate();
        assertThat(partly.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(partly.firstError().sqlState()).isEqualTo("22012");
        assertThat(partly.summary()).contains("It ends transactions itself, so what it did before that may stay");
        assertThat(relations()).contains("c1").doesNotContain("c2");
        assertThat(database.rows("select version from _sqlx_migrations")).containsExactly("1", "2");
    }

    @Test
    void badStatesAreSeenAndStopARunBeforeIt() throws Exception {
        scripts.with("migrations/1_a.sql", "create table a (i int);")
                .with("migrations/2_b.sql", "create table b (i int);")
                .with("migrations/3_c.up.sql", "create table c (i int);")
                .with("migrations/3_c.down.sql", "drop table c;");
        migrate();
        scripts.with("migrations/1_a.sql", "create table a (i int); ")
                .without("migrations/2_b.sql")
                .without("migrations/3_c.up.sql")
                .with("migrations/4_d.sql", "create table d (i int);");
        assertThat(status().entries())
                .extracting("state")
                .containsExactly(
                        MigrationState.CHANGED, MigrationState.MISSING, MigrationState.APPLIED, MigrationState.PENDING);
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(result.summary()).contains("1 (a) is changed").contains("2 (b) is missing");
        assertThat(result.advice()).noneMatch(a -> a.contains("Flyway"));
        assertThat(relations()).doesNotContain("d");

        scripts.with("migrations/1_a.sql", "create table a (i int);")
                .with("migrations/2_b.sql", "create table b (i int);");
        database.execute("update _sqlx_migrations set success = false where version = 2");
        assertThat(status().entries().get(1).state()).isEqualTo(MigrationState.FAILED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        database.execute("update _sqlx_migrations set success = true where version = 2");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        scripts.with("migrations/4_d.down.sql", "drop table d;");
        assertThat(run(RunRequest.revert(project(), target, 2)).outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        scripts.with("migrations/3_c.up.sql", "create table c (i int);");
        assertThat(run(RunRequest.revert(project(), target, 2)).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void anOlderFileIsRunAllTheSame() throws Exception {
        scripts.with("migrations/1_a.sql", "select 1;").with("migrations/3_c.sql", "select 3;");
        migrate();
        scripts.with("migrations/2_b.sql", "create table b (i int);");
        assertThat(status().entries().get(1).state()).isEqualTo(MigrationState.PENDING);
        assertThat(status().entries().get(1).note()).contains("sqlx runs it");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("b");
    }

    @Test
    void onlyWhatHasARevertScriptIsReverted() throws Exception {
        scripts.with("migrations/1_a.sql", "create table a (i int);");
        migrate();
        assertThatThrownBy(() -> revert(1)).isInstanceOf(RunRefused.class).hasMessageContaining("1_a.down.sql");
        scripts.with("migrations/1_a.down.sql", "drop table a;\nselect 1/0;");
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(relations()).contains("a");
        assertThat(database.rows("select version from _sqlx_migrations")).containsExactly("1");
        scripts.with("migrations/1_a.down.sql", "drop index concurrently a;");
        assertThatThrownBy(() -> revert(1))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("1_a.down.sql, line 1: DROP INDEX CONCURRENTLY");
    }

    @Test
    void foldersSqlxRefusesAreNamed() throws Exception {
        scripts.with("migrations/1_a.sql", "select 1;").with("migrations/seed_data.sql", "select 2;");
        assertThatThrownBy(this::project).isInstanceOf(ProjectProblem.class).hasMessageContaining("seed_data.sql");
        scripts.without("migrations/seed_data.sql").with("migrations/01_b.up.sql", "select 1;");
        assertThatThrownBy(this::project)
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("01_b.up.sql")
                .hasMessageContaining("1_a.sql");
        scripts.without("migrations/01_b.up.sql").with("migrations/seed.sql", "select 1;");
        assertThat(project().notes()).anyMatch(n -> n.startsWith("seed.sql is left out"));
        Files.write(scripts.folder().resolve("migrations/2_l.sql"), new byte[] {'-', '-', (byte) 0xe9});
        assertThatThrownBy(this::project).isInstanceOf(ProjectProblem.class).hasMessageContaining("not UTF-8");
    }

    @Test
    void settingsAreHonoured() throws Exception {
        scripts.with(
                        "sqlx.toml",
                        "[common]\ndatabase-url-var = \"X\"\n[migrate]\ncreate-schemas = [\"side\"]\n"
                                + "table-name = \"side._hist\"\nmigrations-dir = \"sql/here\"\nsurprise = 1\n")
                .with("sql/here/1_a.up.sql", "create table a (i int);")
                .with("sql/here/1_a.down.sql", "drop table a;");
        assertThat(project().notes())
                .anyMatch(n -> n.contains("environment variable"))
                .anyMatch(n -> n.contains("migrate.surprise"));
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.value("select version from side._hist")).isEqualTo("1");
        Project inside = engine.open(scripts.folder().resolve("sql/here"));
        assertThat(inside.migrations()).hasSize(1);
        assertThat(status().isClean()).isTrue();
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void theMigrationsFolderItselfFindsItsSettings() throws Exception {
        scripts.with("sqlx.toml", "[migrate]\ntable-name = \"mine\"\n").with("migrations/1_a.sql", "select 1;");
        Project inside = engine.open(scripts.folder().resolve("migrations"));
        assertThat(run(RunRequest.migrate(inside, target)).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.value("select count(*) from mine")).isEqualTo("1");
    }

    @Test
    void aScriptThatMovesTheSearchPathDoesNotMoveTheHistory() throws Exception {
        scripts.with("migrations/1_a.sql", "create schema other;\nset search_path = other;\ncreate table a (i int);")
                .with("migrations/2_b.sql", "create table b (i int);\nselect set_config('search_path', '', false);")
                .with("migrations/3_c.sql", "select 1;");
        RunResult result = migrate();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version from public._sqlx_migrations order by 1"))
                .containsExactly("1", "2", "3");
        assertThat(database.value("select count(*) from other.b")).isEqualTo("0");
    }

    @Test
    void theSessionIsInUtcAsSqlxsIs() throws Exception {
        scripts.with("migrations/1_a.sql", "create table a as select '2024-01-01 00:00'::timestamptz t;");
        migrate();
        assertThat(database.value("select t at time zone 'UTC' from a")).isEqualTo("2024-01-01 00:00:00");
    }

    @Test
    void onlyOneOfTwoWins() throws Exception {
        scripts.with("migrations/1_a.sql", "create table a (i int);");
        try (Database other = new Database(target)) {
            String name = other.value("select current_database()");
            other.execute("select pg_advisory_lock(" + SqlxFormat.lockKey(name) + ")");
            RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofMillis(300)));
            assertThat(result.outcome()).isEqualTo(RunOutcome.LOCKED);
            assertThat(relations()).isEmpty();
        }
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void theWaysOutWriteWhatSqlxWould() throws Exception {
        scripts.with("migrations/1_a.up.sql", "create table a (i int);")
                .with("migrations/1_a.down.sql", "drop table a;")
                .with("migrations/2_b.up.sql", "select 1;");
        assertThat(engine.rehearse(project(), target, new Remedy.MarkApplied("1")))
                .hasSize(1);
        assertThat(relations()).isEmpty();
        engine.apply(project(), target, new Remedy.MarkApplied("1"));
        assertThat(database.rows("select version, execution_time from _sqlx_migrations"))
                .containsExactly("1|-1");
        assertThat(status().entries().getFirst().state()).isEqualTo(MigrationState.APPLIED);
        scripts.with("migrations/1_a.up.sql", "create table a (i bigint);");
        engine.apply(project(), target, new Remedy.Repair());
        assertThat(status().isClean()).isTrue();
        database.execute("update _sqlx_migrations set success = false");
        engine.apply(project(), target, new Remedy.Repair());
        assertThat(status().pending()).hasSize(2);
        engine.apply(project(), target, new Remedy.Baseline("2", null));
        assertThat(status().pending()).isEmpty();
        engine.apply(project(), target, new Remedy.MarkReverted("2"));
        assertThat(status().pending()).extracting("version").containsExactly("2");
        assertThatThrownBy(() -> engine.apply(project(), target, new Remedy.Unlock()))
                .isInstanceOf(RunRefused.class);
        LocalDateTime now = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
        assertThat(new SqlxFormat().draft(project(), NewMigration.called("add a column"), now))
                .extracting(d -> d.file().getFileName().toString())
                .containsExactly("0003_add_a_column.up.sql", "0003_add_a_column.down.sql");
        scripts.with("migrations/20240101000000_c.sql", "");
        assertThat(new SqlxFormat().draft(project(), NewMigration.called("x"), now))
                .extracting(d -> d.file().getFileName().toString())
                .containsExactly("20260102030405_x.sql");
    }

    @Test
    void foldersOfOthersAreLeftToThem() throws Exception {
        scripts.with("migrations/1_a.sql", "select 1;").with("knexfile.js", "module.exports = {}");
        assertThat(SqlxFolder.open(scripts.folder(), ProjectSettings.none())).isEmpty();
        scripts.with("Cargo.toml", "[dependencies]\nsqlx = \"0.9\"\n");
        assertThat(SqlxFolder.open(scripts.folder(), ProjectSettings.none())).isPresent();
        scripts.with("migrations/V2__b.sql", "select 1;");
        assertThat(SqlxFolder.open(scripts.folder(), ProjectSettings.none())).isEmpty();
    }
}
