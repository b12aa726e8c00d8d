package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.Project;
import org.turnstone.format.SeveralProjects;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** Which migrations a folder is about, and who is asked when that is not sure. */
class ProjectSearchTest {
    @TempDir
    private Path folder;

    private TurnstoneEngine engine;
    private Scripts scripts;

    @BeforeEach
    void prepare() {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(folder.resolve("state")));
        scripts = new Scripts(folder.resolve("repository"));
    }

    private Project open() throws Exception {
        return engine.open(scripts.folder());
    }

    private List<String> choices() {
        SeveralProjects several = catchThrowableOfType(SeveralProjects.class, this::open);
        assertThat(several).as("a choice").isNotNull();
        return several.candidates().stream()
                .map(c -> several.name(c) + ": " + c.described())
                .toList();
    }

    private void services() {
        scripts.with("services/billing/src/main/resources/db/migration/V1__a.sql", "select 1;")
                .with("services/people/migrations/1_a.up.sql", "select 1;")
                .with("services/people/migrations/1_a.down.sql", "select 1;")
                .with("services/people/migrations/2_b.sql", "select 1;")
                .with("apps/web/prisma/migrations/20240101000000_a/migration.sql", "select 1;")
                .with("node_modules/somebody/migrations/1_a.sql", "select 1;")
                .with("services/people/target/migrations/1_a.sql", "select 1;")
                .with(".git/migrations/1_a.sql", "select 1;");
    }

    @Test
    void theOnlyServiceWithMigrationsIsOpened() throws Exception {
        scripts.with("services/people/migrations/1_a.sql", "select 1;").with("services/web/index.html", "");
        assertThat(open().format()).isEqualTo("sqlx");
        assertThat(open().folder()).isEqualTo(scripts.folder().resolve("services/people/migrations"));
    }

    @Test
    void ofSeveralServicesOneHasToBeChosen() throws Exception {
        services();
        assertThat(choices())
                .containsExactly(
                        "apps/web: Prisma, 1 migration",
                        "services/billing: Flyway, 1 migration",
                        "services/people: sqlx, 2 migrations");
        for (String choice : choices()) {
            Path chosen = scripts.folder().resolve(choice.substring(0, choice.indexOf(':')));
            assertThat(engine.open(chosen).migrations()).isNotEmpty();
        }
    }

    @Test
    void whatLiesInTheRootItselfComesFirst() throws Exception {
        services();
        scripts.with("migrations/7_root.sql", "select 1;");
        assertThat(open().migrations().getFirst().version()).isEqualTo("7");
    }

    @Test
    void twoToolsInOneFolderAreAChoiceToo() {
        scripts.with("prisma/migrations/20240101000000_a/migration.sql", "select 1;")
                .with("db/migration/V1__a.sql", "select 1;");
        assertThat(choices())
                .containsExactly("prisma/migrations: Prisma, 1 migration", "db/migration: Flyway, 1 migration");
    }

    @Test
    void twoPlacesOfOneToolAreAChoiceToo() {
        scripts.with("sql/V1__a.sql", "select 1;").with("src/main/resources/db/migration/V1__b.sql", "select 1;");
        assertThat(choices())
                .containsExactly("sql: Flyway, 1 migration", "src/main/resources/db/migration: Flyway, 1 migration");
    }

    @Test
    void oneProjectMayBeSpreadOverFolders() throws Exception {
        scripts.with("database/first/V1__a.sql", "select 1;")
                .with("database/second/V2__b.sql", "select 1;")
                .with("database/views/R__v.sql", "select 1;");
        assertThat(open().migrations()).hasSize(3);
        assertThat(open().folder()).isEqualTo(scripts.folder().resolve("database"));
    }

    @Test
    void ofSeveralDatabasesPostgresqlIsTaken() throws Exception {
        scripts.with("db/migration/h2/V1__a.sql", "select 1;").with("db/migration/postgresql/V1__a.sql", "select 1;");
        assertThat(open().folder()).isEqualTo(scripts.folder().resolve("db/migration/postgresql"));
    }

    @Test
    void settingsChoose() throws Exception {
        services();
        scripts.with("turnstone.toml", "folder = \"services/people/migrations\"\nformat = \"sqlx\"\n");
        assertThat(open().migrations()).hasSize(2);
        assertThat(open().root()).isEqualTo(scripts.folder());
    }
}
