package org.turnstone.format.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Address;
import org.turnstone.connection.Secret;
import org.turnstone.connection.Target;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.run.Cancellation;
import org.turnstone.run.EngineFixture;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRefused;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.testing.Database;
import org.turnstone.testing.Vectors;

/** What Turnstone does to a database is what Prisma would have done. */
class PrismaFormatTest extends EngineFixture {
    private static final String ROWS = "select checksum, migration_name, logs, rolled_back_at is not null,"
            + " finished_at is not null, applied_steps_count from _prisma_migrations order by started_at";

    private static List<String> expected(String dump) throws Exception {
        List<String> result = new ArrayList<>();
        for (List<String> row : Vectors.rows(dump)) {
            result.add(String.join(
                    "|",
                    row.get(1),
                    row.get(3),
                    row.get(4),
                    row.get(5) == null ? "f" : "t",
                    row.get(2) == null ? "f" : "t",
                    row.get(7)));
        }
        return result;
    }

    private void sample() throws Exception {
        Vectors.project("prisma", scripts.folder());
    }

    private void history(String dump) throws Exception {
        Path folder = Path.of("src", "test", "resources", "vectors", "prisma");
        String created = Files.readString(folder.resolve("history_deployed.sql"));
        database.execute(created.substring(0, created.indexOf("INSERT")));
        database.execute(Files.readString(folder.resolve(dump)));
    }

    private void migration(String name, String sql) {
        scripts.with("prisma/migrations/" + name + "/migration.sql", sql);
    }

    @Test
    void theSampleProjectEndsInPrismasOwnRows() throws Exception {
        sample();
        Project project = project();
        assertThat(project.format()).isEqualTo("Prisma");
        assertThat(project.evidence()).contains("2 folders").contains("migration_lock.toml");
        RunResult result = migrate();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(expected("prisma/history_deployed.sql")).hasSize(2);
        assertThat(database.rows(ROWS)).isEqualTo(expected("prisma/history_deployed.sql"));
        assertThat(database.rows("select 1 from _prisma_migrations where id !~"
                        + " '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' or finished_at <"
                        + " started_at or date_trunc('milliseconds', started_at) <> started_at"
                        + " or abs(extract(epoch from now() - started_at)) > 60"))
                .isEmpty();
        assertThat(database.rows("select column_name, udt_name, character_maximum_length, is_nullable, column_default"
                        + " from information_schema.columns where table_name = '_prisma_migrations'"
                        + " order by ordinal_position"))
                .containsExactly(
                        "id|varchar|36|NO|null",
                        "checksum|varchar|64|NO|null",
                        "finished_at|timestamptz|null|YES|null",
                        "migration_name|varchar|255|NO|null",
                        "logs|text|null|YES|null",
                        "rolled_back_at|timestamptz|null|YES|null",
                        "started_at|timestamptz|null|NO|now()",
                        "applied_steps_count|int4|null|NO|0");
        assertThat(status().isClean()).isTrue();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    @Test
    void aDryRunLeavesNothing() throws Exception {
        sample();
        migration("20240103000000_i", "create index concurrently people_i on people (name);");
        RunResult result = dryRun();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).isEmpty();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        migration("20240104000000_fail", "create table f (i int);\nselect 1/0;");
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(database.value("select count(*) from _prisma_migrations")).isEqualTo("3");
    }

    @Test
    void revertScriptsRunAndTheirRowsGo() throws Exception {
        sample();
        scripts.with("prisma/migrations/20240101000000_init/down.sql", "drop table people;")
                .with(
                        "prisma/migrations/20240102000000_email/down.sql",
                        "alter table people drop column email;\nselect 1/0;");
        migrate();
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(database.rows(ROWS)).hasSize(2);
        assertThat(database.value("select count(email) from people")).isEqualTo("0");
        scripts.with("prisma/migrations/20240102000000_email/down.sql", "alter table people drop column email;");
        assertThat(revert(2).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(ROWS)).isEmpty();
        assertThat(relations()).doesNotContain("people");
        assertThat(status().pending()).hasSize(2);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run(RunRequest.test(project(), null)).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        scripts.without("prisma/migrations/20240102000000_email/down.sql");
        assertThatThrownBy(() -> revert(1))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("20240102000000_email/down.sql");
    }

    @Test
    void aFailureLeavesTheRowThatPrismaLeaves() throws Exception {
        sample();
        migration("20240103000000_fail", "create table f(i int);\nselect 1/0;\n");
        migration("20240104000000_after", "create table g (i int);");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError().line()).isEqualTo(2);
        assertThat(relations()).doesNotContain("f", "g");
        List<String> failed = expected("prisma/history_failed.sql");
        List<String> rows = database.rows(ROWS);
        assertThat(rows).hasSize(failed.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(withoutLogs(rows.get(i))).isEqualTo(withoutLogs(failed.get(i)));
        }
        assertThat(database.value("select logs from _prisma_migrations where finished_at is null"))
                .contains("Migration name: 20240103000000_fail")
                .contains("Database error code: 22012")
                .contains("ERROR: division by zero");
        assertThat(status().entries())
                .extracting("state")
                .containsExactly(
                        MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.FAILED, MigrationState.PENDING);
        RunResult again = migrate();
        assertThat(again.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(again.advice()).anyMatch(a -> a.contains("resolve"));
        assertThat(database.rows(ROWS)).hasSize(3);
    }

    private static String withoutLogs(String row) {
        return row.replaceFirst("(?s)\\|(?!null\\|)[^|]*(?=\\|[ft]\\|[ft]\\|\\d$)", "|logs");
    }

    @Test
    void rowsOfResolvedMigrationsAreRead() throws Exception {
        sample();
        migration("20240103000000_fail", "create table f(i int);\nselect 1/0;\n");
        history("history_resolved_applied.sql");
        assertThat(status().entries()).extracting("state").containsOnly(MigrationState.APPLIED);
        database.execute("drop table _prisma_migrations");
        history("history_rolled_back.sql");
        assertThat(status().pending()).extracting("version").containsExactly("20240103000000_fail");
        assertThat(status().pending().getFirst().note()).contains("rolled back on");
        database.execute("create table people (id int, name text)");
        migration("20240103000000_fail", "create table f(i int);\n");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows(ROWS)).hasSize(4);
        assertThat(status().isClean()).isTrue();
        scripts.without("prisma/migrations/20240103000000_fail/migration.sql");
        Files.delete(scripts.folder().resolve("prisma/migrations/20240103000000_fail"));
        assertThat(status().entries().getLast().state()).isEqualTo(MigrationState.MISSING);
        database.execute("delete from _prisma_migrations where migration_name like '%fail' and rolled_back_at is null");
        assertThat(status().entries().getLast().state()).isEqualTo(MigrationState.REVERTED);
    }

    @Test
    void whatDeployPassesOverIsShownAndPassedOver() throws Exception {
        sample();
        migrate();
        Path init = scripts.folder().resolve("prisma/migrations/20240101000000_init/migration.sql");
        String text = Files.readString(init);
        Files.writeString(init, text.replace("\n", "\r\n"));
        assertThat(status().isClean()).isTrue();
        Files.writeString(init, text + "-- x");
        assertThat(status().entries().getFirst().state()).isEqualTo(MigrationState.CHANGED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        migration("20230101000000_old", "create table o (i int);");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("o");
    }

    @Test
    void aDatabaseWithTablesIsNotTakenOver() throws Exception {
        sample();
        database.execute("create table x (i int)");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(result.summary()).contains("P3005");
        assertThat(relations()).containsExactly("x");
    }

    @Test
    void theProviderIsReadAsPrismaReadsIt() throws Exception {
        sample();
        scripts.with("prisma/migrations/migration_lock.toml", "provider=\"postgresql\"\n");
        assertThatThrownBy(this::project)
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("provider=postgresql");
        scripts.with("prisma/migrations/migration_lock.toml", "# provider\nprovider = \"mysql\"\n");
        assertThatThrownBy(this::project).isInstanceOf(ProjectProblem.class).hasMessageContaining("for mysql");
        scripts.with("prisma/migrations/migration_lock.toml", "# nothing\n");
        assertThatThrownBy(this::project).hasMessageContaining("<PROVIDER NOT FOUND>");
        scripts.without("prisma/migrations/migration_lock.toml");
        assertThat(project().migrations()).hasSize(2);
    }

    @Test
    void foldersAreThoseThatPrismaTakes() throws Exception {
        sample();
        migration(".hidden", "select 1;");
        Files.createDirectories(scripts.folder().resolve("prisma/migrations/99999999999999_empty"));
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(scripts.folder().resolve("prisma/migrations/20250101000000_link"), elsewhere);
        assertThat(project().migrations())
                .extracting("version")
                .containsExactly(".hidden", "20240101000000_init", "20240102000000_email", "99999999999999_empty");
        assertThatThrownBy(this::migrate)
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("99999999999999_empty/migration.sql is not there");
        assertThat(relations()).isEmpty();
        for (String place : new String[] {"prisma", "prisma/migrations"}) {
            assertThat(engine.open(scripts.folder().resolve(place)).migrations())
                    .hasSize(4);
        }
    }

    @Test
    void theConfigurationsPlainPathsAreUnderstood() throws Exception {
        scripts.with(
                        "prisma.config.ts",
                        "// migrations: { path: './no' }\n"
                                + "export default defineConfig({\n"
                                + "  schema: 'db/schema.prisma',\n"
                                + "  migrations: {\n"
                                + "    seed: 'x', path: './db/steps' },\n"
                                + "})")
                .with("db/steps/1_a/migration.sql", "select 1;");
        assertThat(project().folder()).isEqualTo(scripts.folder().resolve("db/steps"));
        scripts.with("prisma.config.ts", "export default defineConfig({ schema: 'db/schema.prisma' })")
                .with("db/migrations/2_b/migration.sql", "select 1;");
        assertThat(project().migrations()).extracting("version").containsExactly("2_b");
        scripts.with("prisma.config.ts", "export default defineConfig({ migrations: { path: somewhere() } })")
                .with("prisma/migrations/3_c/migration.sql", "select 1;");
        assertThat(project().migrations()).extracting("version").containsExactly("3_c");
        assertThat(project().notes()).anyMatch(n -> n.contains("by a program"));
    }

    @Test
    void theSchemaParameterSaysWhereEverythingIs() throws Exception {
        sample();
        database.execute("create table theirs (i int)");
        Address address = target.address();
        Map<String, String> parameters = new LinkedHashMap<>(address.parameters());
        parameters.put("schema", "my App");
        Target inSchema = new Target(
                target.name(),
                new Address(
                        address.host(),
                        address.port(),
                        address.database(),
                        address.user(),
                        address.password(),
                        parameters),
                target.limits());
        assertThat(engine.status(project(), inSchema).status().pending()).hasSize(2);
        assertThat(run(RunRequest.dryRun(project(), inSchema)).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).containsExactly("theirs");
        RunResult result = run(RunRequest.migrate(project(), inSchema));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select relname from pg_class where relnamespace = '\"my App\"'::regnamespace and"
                        + " relkind = 'r' order by 1"))
                .containsExactly("_prisma_migrations", "people");
        assertThat(engine.status(project(), inSchema).status().isClean()).isTrue();
    }

    @Test
    void aScriptsOwnTransactionsAreItsOwn() throws Exception {
        sample();
        migration(
                "20240103000000_tx",
                "begin;\n"
                        + "create table t1 (i int);\n"
                        + "commit;\n"
                        + "set search_path = pg_catalog;\n"
                        + "begin;\n"
                        + "select 1/0;\n"
                        + "commit;");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(relations()).contains("t1");
        assertThat(database.rows("select finished_at, logs is null from _prisma_migrations where migration_name like"
                        + " '%tx'"))
                .containsExactly("null|f");
    }

    @Test
    void cancellingLeavesNoRowWhereItLeftNothingElse() throws Exception {
        sample();
        migration("20240103000000_slow", "create table slow (i int);\nselect pg_sleep(60);\n");
        Cancellation cancellation = new Cancellation();
        RunResult result = engine.run(
                RunRequest.migrate(project(), target),
                event -> {
                    if (event instanceof RunEvent.StatementStarted started
                            && started.sql().contains("pg_sleep")) {
                        Thread.startVirtualThread(() -> {
                            try {
                                Thread.sleep(300);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            cancellation.cancel();
                        });
                    }
                },
                cancellation);
        assertThat(result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(relations()).doesNotContain("slow");
        assertThat(status().entries())
                .extracting("state")
                .containsExactly(MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.PENDING);
    }

    @Test
    void aRoleThatMayOnlyReadSeesTheStatus() throws Exception {
        sample();
        migrate();
        database.execute("create role reads_" + target.name() + " login password 'x'");
        database.execute("grant select on _prisma_migrations to reads_" + target.name());
        Address address = target.address();
        Target reader = new Target(
                "reader",
                new Address(
                        address.host(),
                        address.port(),
                        address.database(),
                        "reads_" + target.name(),
                        new Secret("x"),
                        address.parameters()),
                target.limits());
        assertThat(engine.status(project(), reader).status().isClean()).isTrue();
    }

    @Test
    void onlyOneOfTwoWins() throws Exception {
        sample();
        try (Database other = new Database(target)) {
            other.execute("select pg_advisory_lock(72707369)");
            RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofMillis(300)));
            assertThat(result.outcome()).isEqualTo(RunOutcome.LOCKED);
            assertThat(relations()).isEmpty();
            assertThat(status().pending()).hasSize(2);
        }
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }
}
