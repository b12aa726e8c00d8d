package org.turnstone.format.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.Target;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Remedy;
import org.turnstone.run.EngineFixture;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;
import org.turnstone.testing.Database;
import org.turnstone.testing.Program;
import org.turnstone.testing.Program.Said;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;
import org.turnstone.testing.Vectors;

/** Prisma's own command line and Turnstone on the same database, taking turns and at once. */
class PrismaInteropTest extends EngineFixture {
    /** All columns but the id; of times, whether they are there. */
    private static final String ROWS = "select checksum, migration_name, logs, rolled_back_at is null, finished_at is"
            + " null, started_at is null, applied_steps_count, length(id) from _prisma_migrations order by"
            + " started_at, migration_name";

    private static final String TABLE = "select attname, format_type(atttypid, atttypmod), attnotnull,"
            + " pg_get_expr(adbin, adrelid) from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum ="
            + " attnum where attrelid = '_prisma_migrations'::regclass and attnum > 0 union all select conname,"
            + " pg_get_constraintdef(oid), true, contype::text from pg_constraint where conrelid ="
            + " '_prisma_migrations'::regclass order by 1";

    @BeforeAll
    static void install() throws Exception {
        PrismaCommand.install();
    }

    @BeforeEach
    void projectBesidePrisma() throws Exception {
        scripts = new Scripts(PrismaCommand.projectFolder());
        Vectors.project("prisma", scripts.folder());
    }

    @AfterEach
    void removeProject() throws Exception {
        PrismaCommand.remove(scripts.folder());
    }

    private Said prisma(String... arguments) throws Exception {
        return prisma(target, arguments);
    }

    private Said prisma(Target on, String... arguments) throws Exception {
        return PrismaCommand.migrate(scripts.folder(), Addresses.withPassword(on.address()), arguments);
    }

    private void migration(String name, String sql) {
        scripts.with("prisma/migrations/" + name + "/migration.sql", sql);
    }

    private void upToDate() throws Exception {
        Said status = prisma("status");
        assertThat(status.output()).contains("Database schema is up to date!");
        assertThat(status.exit()).isZero();
        Said deploy = prisma("deploy");
        assertThat(deploy.output()).contains("No pending migrations to apply.");
        assertThat(deploy.exit()).isZero();
        assertThat(status().isClean()).isTrue();
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    private void manyKinds() throws Exception {
        migration("20240103000000_crlf", "create table c (i int);\r\ninsert into c values (1);\r\n");
        migration("20240104000000_index", "-- alone\ncreate index concurrently c_i on c (i);\n");
        migration("20240105000000_function", """
            create function f() returns trigger language plpgsql as $$ begin new.i := 1; return new; end $$;
            create trigger t before insert on c for each row execute function f();
            create table q as select '{"a": 1}'::jsonb ? 'a' as "has?", 'x;y' as s;
            """);
        migration("20240106000000_own", "begin;\ncreate table own (i int);\ncommit;\ncreate table own2 (i int);\n");
        migration("20240107000000_empty", "-- This is an empty migration.");
        migration("20240108_B", "select 1;");
        migration("20240108_a", "select 2;");
        migration("20240108-c", "select 3;");
        Path latin = scripts.folder().resolve("prisma/migrations/20240109000000_latin/migration.sql");
        Files.createDirectories(latin.getParent());
        Files.write(
                latin,
                "-- café €\ncreate table l (t timestamptz default '2024-01-01 00:00');\n".getBytes("ISO-8859-15"));
    }

    /** The address as Prisma's users write it. */
    private String withSchema(String schema) {
        String url = Addresses.withPassword(target.address());
        return url + (url.contains("?") ? "&" : "?") + "schema=" + schema;
    }

    @Test
    void rowsAndTableAreTheSameColumnByColumn() throws Exception {
        manyKinds();
        assertThat(prisma("deploy").exit()).isZero();
        Target other = TestServer.freshDatabase();
        RunResult result = run(RunRequest.migrate(project(), other));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        try (Database second = new Database(other)) {
            assertThat(second.rows(ROWS)).isEqualTo(database.rows(ROWS)).hasSize(11);
            assertThat(second.rows(TABLE)).isEqualTo(database.rows(TABLE)).hasSizeGreaterThan(8);
            String objects =
                    "select relkind, relname from pg_class where relnamespace = 'public'::regnamespace" + " order by 2";
            assertThat(second.rows(objects)).isEqualTo(database.rows(objects));
            String stored = "select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'l'::regclass";
            assertThat(second.rows(stored)).isEqualTo(database.rows(stored));
        }
        upToDate();
        target = other;
        upToDate();
    }

    @Test
    void whatPrismaDeployedIsReverted() throws Exception {
        scripts.with("prisma/migrations/20240102000000_email/down.sql", "alter table people drop column email;\n");
        assertThat(prisma("deploy").exit()).isZero();
        upToDate();
        RunResult reverted = revert(1);
        assertThat(reverted.outcome()).as(reverted.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        Said status = prisma("status");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.output())
                .contains("have not yet been applied")
                .contains("20240102000000_email")
                .doesNotContain("20240101000000_init");
        assertThat(prisma("deploy").exit()).isZero();
        upToDate();
    }

    @Test
    void whatFailedUnderTurnstoneIsResolvedByPrisma() throws Exception {
        migration("20240103000000_fail", "create table f (i int);\nselect 1/0;\n");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(prisma("status").output()).contains("have failed").contains("20240103000000_fail");
        assertThat(prisma("deploy").output()).contains("P3009").contains("20240103000000_fail");

        assertThat(prisma("resolve", "--rolled-back", "20240103000000_fail").exit())
                .isZero();
        assertThat(status().pending()).extracting("version").containsExactly("20240103000000_fail");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(prisma("resolve", "--applied", "20240103000000_fail").exit()).isZero();
        upToDate();
        assertThat(database.rows(ROWS)).hasSize(5);
    }

    @Test
    void whatFailedUnderPrismaIsSeenByTurnstone() throws Exception {
        migration("20240103000000_fail", "create table f (i int);\nselect 1/0;\n");
        assertThat(prisma("deploy").exit()).isEqualTo(1);
        assertThat(status().entries().getLast().state()).isEqualTo(MigrationState.FAILED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(dryRun().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(prisma("resolve", "--rolled-back", "20240103000000_fail").exit())
                .isZero();
        migration("20240103000000_fail", "create table f (i int);\n");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        upToDate();
    }

    @Test
    void atOnceEachMigrationRunsOnce() throws Exception {
        migration("20240103000000_slow", "create table slow (i int);\nselect pg_sleep(3);\n");
        migration("20240104000000_next", "create table next (i int);\n");
        Program deploy =
                PrismaCommand.startMigrate(scripts.folder(), Addresses.withPassword(target.address()), "deploy");
        RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofSeconds(30)));
        Said answer = deploy.end();
        assertThat(result.outcome()).isIn(RunOutcome.SUCCEEDED, RunOutcome.NOTHING_TO_DO);
        assertThat(answer.exit()).as(answer.output()).isZero();
        assertThat(answer.output().contains("No pending migrations"))
                .isEqualTo(result.outcome() == RunOutcome.SUCCEEDED);
        assertThat(database.rows("select migration_name from _prisma_migrations group by 1 having count(*) <> 1"))
                .isEmpty();
        assertThat(database.rows(ROWS)).hasSize(4);
    }

    @Test
    void prismaWaitsForTurnstonesLock() throws Exception {
        try (Database other = new Database(target)) {
            other.execute("select pg_advisory_lock(72707369)");
            Said deploy = prisma("deploy");
            assertThat(deploy.exit()).isEqualTo(1);
            assertThat(deploy.output()).contains("P1002").contains("72707369");
        }
    }

    @Test
    void theSchemaParameterMeansTheSame() throws Exception {
        Target inSchema = new Target(target.name(), Addresses.parse(withSchema("app")), target.limits());
        RunResult result = run(RunRequest.migrate(project(), inSchema));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        String url = withSchema("app");
        Said status = PrismaCommand.migrate(scripts.folder(), url, "status");
        assertThat(status.output()).contains("Database schema is up to date!");
        migration("20240103000000_more", "create table more (i int);");
        assertThat(PrismaCommand.migrate(scripts.folder(), url, "deploy").exit())
                .isZero();
        assertThat(engine.status(project(), inSchema).status().pending()).isEmpty();
        assertThat(database.rows("select relname from pg_class where relnamespace = 'app'::regnamespace and relkind ="
                        + " 'r' order by 1"))
                .isEqualTo(List.of("_prisma_migrations", "more", "people"));
    }

    @Test
    void theWaysOutAreThoseOfResolve() throws Exception {
        engine.apply(project(), target, new Remedy.MarkApplied("20240101000000_init"));
        Target other = TestServer.freshDatabase();
        assertThat(prisma(other, "resolve", "--applied", "20240101000000_init").exit())
                .isZero();
        try (Database second = new Database(other)) {
            assertThat(database.rows(ROWS)).isEqualTo(second.rows(ROWS)).hasSize(1);
        }
        assertThat(prisma("status").output()).contains("20240102000000_email").doesNotContain("20240101000000_init");
        assertThat(prisma("deploy").exit()).isEqualTo(1); // There is no table people.
        engine.apply(project(), target, new Remedy.MarkReverted("20240102000000_email"));
        assertThat(prisma("status").output())
                .contains("have not yet been applied")
                .doesNotContain("have failed");
        database.execute("create table people (id int)");
        assertThat(prisma("deploy").exit()).isZero();
        engine.apply(project(), target, new Remedy.MarkReverted("20240102000000_email"));
        assertThat(prisma("status").output()).contains("have not yet been applied");
        engine.apply(project(), target, new Remedy.MarkApplied(null));
        upToDate();
    }

    @Test
    void aDatabaseWithTablesIsRefusedByBoth() throws Exception {
        database.execute("create table x (i int)");
        assertThat(prisma("deploy").output()).contains("P3005");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(prisma("resolve", "--applied", "20240101000000_init").exit()).isZero();
        database.execute("create table people (id int, name text)");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        upToDate();
    }
}
