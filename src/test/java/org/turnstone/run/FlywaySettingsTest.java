package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.StatusEntry;
import org.turnstone.testing.Database;
import org.turnstone.testing.FlywayCommand;
import org.turnstone.testing.Program;
import org.turnstone.testing.TestServer;

/** What {@code flyway.toml} and its relatives say is what Flyway and Turnstone both do. */
class FlywaySettingsTest extends EngineFixture {
    private static final String ROWS = "select installed_rank, version, description, type, script, checksum,"
            + " installed_by, success from app.moves order by installed_rank";

    private void unusualProject(Target to) throws Exception {
        scripts.with("flyway.toml", """
            id = "e5b0"
            [flyway]
            environment = "dev"
            locations = ["filesystem:db/one", "filesystem:db/two", "filesystem:db/none"]
            table = "moves"
            defaultSchema = "app"
            encoding = "ISO-8859-1"
            sqlMigrationPrefix = "M"
            repeatableSqlMigrationPrefix = "Again"
            undoSqlMigrationPrefix = "Back"
            sqlMigrationSeparator = "--"
            sqlMigrationSuffixes = [".psql", ".ddl"]
            placeholderPrefix = "@{"
            placeholderSuffix = "}@"
            installedBy = "somebody"
            outOfOrder = true
            cleanDisabled = true
            [flyway.placeholders]
            owner = "Ann"
            appPassword = "hunter2"
            [flyway.postgresql.transactional]
            lock = false
            [flywayDesktop]
            developmentEnvironment = "x"
            """).with("flyway.user.toml", """
                [flyway.placeholders]
                owner = "Bea"
                [environments.dev]
                url = "%s"
                user = "%s"
                password = "%s"
                schemas = ["app", "extra"]
                """.formatted(
                        FlywayCommand.url(to),
                        to.address().user(),
                        to.address().password().reveal()));
        scripts.with("db/one/M1--people.psql", "create table people (id int, name text);\n")
                .with("db/one/Back1--people.psql", "drop table people;\n")
                .with("db/one/M1__not_ours.sql", "no sql at all")
                .with("db/two/deep/M2_1--fill.ddl", "insert into people values (1, '@{owner}@'), (2, '${kept}');\n")
                .with("db/two/deep/Back2.1--fill.ddl", "delete from people;\n")
                .with("db/two/Again--view.psql", "create or replace view v as select '@{owner}@' as who;\n")
                .with("db/two/M3--no_tx.psql", "create table extra.t (i int);\n")
                .with("db/two/M3--no_tx.psql.conf", "executeInTransaction=false\n")
                .with("db/two/M4--raw.psql", "select '@{unknown}@';\n")
                .with("db/two/M4--raw.psql.conf", "placeholderReplacement=false\n");
        Files.write(
                scripts.folder().resolve("db/two/M5--accents.psql"),
                "insert into people values (3, 'Zo\u00eb');\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void bothReadTheSameSettings() throws Exception {
        Target other = TestServer.freshDatabase();
        unusualProject(other);
        Program.Said said = FlywayCommand.run(scripts.folder(), null, "migrate");
        assertThat(said.exit()).as(said.output()).isZero();

        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);

        try (Database theirs = new Database(other)) {
            assertThat(database.rows(ROWS)).hasSize(7).isEqualTo(theirs.rows(ROWS));
            String people = "select id, name from app.people order by 1";
            assertThat(database.rows(people))
                    .containsExactly("1|Bea", "2|${kept}", "3|Zo\u00eb")
                    .isEqualTo(theirs.rows(people));
        }
        assertThat(engine.status(project(), other).status().isClean()).isTrue();
        unusualProject(target);
        Program.Said validated = FlywayCommand.run(scripts.folder(), null, "validate");
        assertThat(validated.exit()).as(validated.output()).isZero();
    }

    @Test
    void revertsByItsOwnPrefixInItsOwnTable() throws Exception {
        unusualProject(target);
        assertThat(project().migrations().stream().filter(Migration::revertible).map(Migration::version))
                .containsExactly("1", "2.1");
        run(RunRequest.migrate(project(), target).to("2.1"));
        RunResult result = revert(1);

        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version, type from app.moves where type = 'DELETE'"))
                .containsExactly("2.1|DELETE");
        Program.Said again = FlywayCommand.run(scripts.folder(), null, "migrate");
        assertThat(again.exit()).as(again.output()).isZero();
    }

    @Test
    void namesWhatItDoesNotDo() throws Exception {
        unusualProject(target);
        assertThat(project().notes())
                .anySatisfy(n -> assertThat(n).contains("flyway.toml, line 4", "filesystem:db/none", "no folder"))
                .anySatisfy(n -> assertThat(n).contains("flyway.toml has flywayDesktop", "passed over"))
                .anySatisfy(n -> assertThat(n).contains("flyway.user.toml, line 4", "names a database", "profile"))
                .hasSize(3);
        scripts.with("flyway.toml", """
            [flyway]
            cherryPick = "2.0"
            callbacks = ["com.example.Call"]
            outOfOder = true
            skipExecutingMigrations = true
            locations = ["filesystem:db", "s3:bucket"]
            """);
        assertThat(project().notes())
                .anySatisfy(n -> assertThat(n).contains("line 2", "cherryPick", "paid editions"))
                .anySatisfy(n -> assertThat(n).contains("line 3", "callbacks", "Java"))
                .anySatisfy(n -> assertThat(n).contains("line 4", "outOfOder", "no setting of Flyway's"))
                .anySatisfy(n -> assertThat(n).contains("line 5", "skipExecutingMigrations", "mark-applied"))
                .anySatisfy(n -> assertThat(n).contains("line 6", "s3:bucket", "not on this machine's disk"));
    }

    @Test
    void neverShowsAPassword() throws Exception {
        scripts.with("flyway.conf", """
            flyway.placeholders.app_password=hunter2hunter2
            flyway.password=swordfish
            flyway.url=jdbc:postgresql://h/d?password=swordfish
            """)
                .with(
                        "V1__a.sql",
                        "create table t (x text default '${app_password}');\nselect nothing('${app_password}');\n");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        String everything = result
                + events.stream().map(Object::toString).collect(Collectors.joining())
                + project().notes();
        assertThat(everything)
                .doesNotContain("hunter2")
                .doesNotContain("swordfish")
                .contains("••••");
    }

    @Test
    void readsTheOlderFormToo() throws Exception {
        scripts.with("flyway.conf", """
            # of long ago
            flyway.locations = filesystem:sql, classpath:db/migration
            flyway.table = old_history
            flyway.schemas = one,two
            flyway.placeholders.Owner = Ann
            """)
                .with("sql/V1__a.sql", "create table t as select '${owner}' as who;")
                .with("src/main/resources/db/migration/V2__b.sql", "create table two.t as select 2 as n;");
        assertThat(project().evidence()).contains("sql, src/main/resources/db/migration", "flyway.conf");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version, type from one.old_history order by installed_rank"))
                .containsExactly("null|SCHEMA", "1|SQL", "2|SQL");
        assertThat(database.value("select who from one.t")).isEqualTo("Ann");
    }

    @Test
    void aGroupIsKeptAsOneOrNotAtAll() throws Exception {
        scripts.with("flyway.toml", "[flyway]\ngroup = true\nlocations = [\"filesystem:.\"]\n")
                .with("V1__a.sql", "create table a ();")
                .with("V2__b.sql", "create table b ();\nselect 1/0;");
        RunResult result = migrate();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.steps().getFirst().outcome()).isEqualTo(StepOutcome.ROLLED_BACK);
        assertThat(relations()).doesNotContain("a", "b");
    }

    @Test
    void whatIsToBeIgnoredIsNoProblem() throws Exception {
        scripts.with("flyway.toml", "[flyway]\nignoreMigrationPatterns = [\"versioned:missing\", \"*:ignored\"]\n")
                .with("V1__a.sql", "select 1;")
                .with("V2__b.sql", "select 1;")
                .with("V3__c.sql", "select 1;");
        migrate();
        scripts.without("V2__b.sql").with("V1_5__late.sql", "select 1;");
        assertThat(status().isClean()).isTrue();
        assertThat(status().entries())
                .extracting(StatusEntry::state)
                .containsExactlyInAnyOrder(
                        MigrationState.APPLIED, MigrationState.IGNORED, MigrationState.IGNORED, MigrationState.APPLIED);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        scripts.without("flyway.toml");
        assertThat(status().isClean()).isFalse();
    }

    @Test
    void whatIsAboveTheTargetWaits() throws Exception {
        scripts.with("flyway.toml", "[flyway]\ntarget = \"1\"\n")
                .with("V1__a.sql", "select 1;")
                .with("V2__b.sql", "select 1;");
        assertThat(migrate().steps()).extracting(StepResult::version).containsExactly("1");
        assertThat(status().entries().getLast().state()).isEqualTo(MigrationState.IGNORED);
    }

    @Test
    void anOpenedMigrationsFolderHasTheSettingsAboveIt() throws Exception {
        scripts.with("flyway.toml", "[flyway]\nlocations = [\"filesystem:db/moves\"]\ntable = \"moves\"\n")
                .with("db/moves/V1__a.sql", "select 1;");
        engine.run(
                RunRequest.migrate(engine.open(scripts.folder().resolve("db/moves")), target),
                events::add,
                new Cancellation());
        assertThat(relations()).contains("moves").doesNotContain("flyway_schema_history");
    }

    @Test
    void turnstonesOwnSettingsCountMore() throws Exception {
        scripts.with("flyway.toml", "[flyway]\ntable = \"theirs\"\nlocations = [\"filesystem:a\"]\n")
                .with("turnstone.toml", """
                    folder = "b"
                    table = "ours"
                    reverts = "back"
                    [placeholders]
                    name = "x"
                    """)
                .with("a/V1__a.sql", "select 1;")
                .with("b/V7__b.sql", "create table ${name} ();")
                .with("back/U7__b.sql", "drop table ${name};");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("ours", "x");
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).doesNotContain("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group = 'yes' | line 2, column 1: flyway.group must be true or false",
                "encoding = 'UTF-9' | line 2, column 1: flyway.encoding has a value Flyway refuses",
                "baselineVersion = 'one' | line 2, column 1: flyway.baselineVersion has a value Flyway refuses",
                "ignoreMigrationPatterns = ['all'] | flyway.ignoreMigrationPatterns has a value Flyway refuses",
                "locations = ['filesystem:nowhere'] | the location filesystem:nowhere is no folder below",
                "placeholders.p = hunter2 | line 2, column 18 is not TOML"
            })
    void aWrongValueSaysWhere(String line, String said) {
        scripts.with("flyway.toml", "[flyway]\n" + line.replace('\'', '"') + "\n")
                .with("V1__a.sql", "select 1;");
        assertThatThrownBy(this::project)
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"executeInTransaktion=false,is no setting for a script", "executeInTransaction=no,must be true or false"
    })
    void aWrongSettingBesideAScriptSaysWhere(String text, String said) {
        scripts.with("V1__a.sql", "select 1;").with("V1__a.sql.conf", "\n" + text + "\n");
        assertThatThrownBy(this::project)
                .hasMessageContaining("V1__a.sql.conf, line 2")
                .hasMessageContaining(said);
    }

    @Test
    void baselinesOnMigrateWhenToldTo() throws Exception {
        database.execute("create table there_already ()");
        scripts.with("flyway.toml", """
            [flyway]
            baselineOnMigrate = true
            baselineVersion = "4"
            baselineDescription = "what was there"
            """).with("V4__a.sql", "select 1/0;").with("V5__b.sql", "create table b ();");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version, description, type from flyway_schema_history order by 1"))
                .isEqualTo(List.of("4|what was there|BASELINE", "5|b|SQL"));
    }
}
