package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectProblem;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** What can be chosen about a new migration in each format, and what is refused. No server is asked. */
class NewMigrationTest {
    @TempDir
    private Path folder;

    private TurnstoneEngine engine;
    private Scripts scripts;

    @BeforeEach
    void begin() {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(folder.resolve("state")));
        scripts = new Scripts(folder.resolve("project"));
    }

    @Test
    void flywayTakesAVersionAndMayLeaveTheUndoScriptOut() throws Exception {
        flyway();
        assertThat(engine.choices(project()).versions()).first().isEqualTo("3");
        assertThat(engine.choices(project()).versions().get(1)).matches("\\d{14}");
        assertThat(names(wanted("a note", null, true))).containsExactly("sql/V3__a_note.sql", "sql/U3__a_note.sql");
        assertThat(names(wanted("a note", "2_5", false))).containsExactly("sql/V2_5__a_note.sql");
    }

    @Test
    void flywaysOwnNamesAreTaken() throws Exception {
        scripts.with(
                        "flyway.toml",
                        "[flyway]\nsqlMigrationPrefix = \"M\"\nsqlMigrationSeparator = \"-\"\n"
                                + "undoSqlMigrationPrefix = \"X\"\nlocations = [\"filesystem:db\"]\n")
                .with("db/M1-a.sql", "select 1;");
        assertThat(names(wanted("two words", null, true)))
                .containsExactly("db/M2-two_words.sql", "db/X2-two_words.sql");
    }

    @Test
    void whatFlywayWouldRefuseIsRefused() throws Exception {
        flyway();
        refused(wanted(" ", null, true), "give it words");
        refused(wanted("../evil", null, true), "give it words");
        refused(wanted("x", "2.0", true), "Version 2.0 is taken by V2__b.sql");
        refused(wanted("x", "two", true), "two is none");
        var late = new NewMigration("x", "1.5", true, null, List.of("1", "2"));
        refused(late, "comes before 2, which the database has run");
        scripts.with("flyway.conf", "flyway.outOfOrder=true\n");
        assertThat(engine.draft(project(), late)).hasSize(2);
    }

    @Test
    void nothingIsWrittenWhereOneOfTheFilesIsThere() throws Exception {
        flyway();
        scripts.with("sql/U3__x.sql", "somebody's");
        assertThatThrownBy(() -> engine.create(project(), wanted("x", null, true)))
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("U3__x.sql is there already");
        assertThat(folder.resolve("project/sql/V3__x.sql")).doesNotExist();
        assertThat(folder.resolve("project/sql/U3__x.sql")).hasContent("somebody's");
    }

    @Test
    void sqlxMakesAPairOrOneFile() throws Exception {
        scripts.with("migrations/0001_a.up.sql", "select 1;").with("migrations/0001_a.down.sql", "select 1;");
        assertThat(engine.choices(project()).revertible()).isTrue();
        assertThat(names(wanted("b", null, null)))
                .containsExactly("migrations/0002_b.up.sql", "migrations/0002_b.down.sql");
        assertThat(names(wanted("b", "7", false))).containsExactly("migrations/7_b.sql");
        refused(wanted("b", "1", false), "taken by 0001_a.up.sql");
        refused(wanted("b", "-1", false), "whole numbers");
        refused(wanted("", null, false), "give it words");
    }

    @Test
    void prismaMakesAFolder() throws Exception {
        scripts.with("prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                .with("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
        assertThat(engine.choices(project()).versions()).isEmpty();
        assertThat(names(wanted("Add user", null, false)))
                .singleElement()
                .asString()
                .matches("prisma/migrations/\\d{14}_add_user/migration\\.sql");
        assertThat(names(wanted("Add user", null, true)))
                .last()
                .asString()
                .matches("prisma/migrations/\\d{14}_add_user/down\\.sql");
        refused(wanted("日本", null, true), "letters and digits");
    }

    @Test
    void knexIsWrittenInWhatTheProjectIsWrittenInOrAnother() throws Exception {
        scripts.with("knexfile.js", "module.exports = { client: 'pg' };")
                .with("migrations/20240101000000_a.js", "exports.up = k => {}; exports.down = k => {};");
        assertThat(engine.choices(project()).endings()).containsExactly(".js", ".ts", ".up.sql");
        assertThat(names(wanted("b c", null, null)).getFirst()).matches("migrations/\\d{14}_b_c\\.js");
        assertThat(names(new NewMigration("b", null, true, ".up.sql", List.of())))
                .allMatch(name -> name.matches("migrations/\\d{14}_b\\.(up|down)\\.sql"))
                .hasSize(2);
        refused(wanted("", null, null), "give it words");
        refused(wanted("a/b", null, null), "give it words");
    }

    private void flyway() {
        scripts.with("sql/V1__a.sql", "select 1;").with("sql/V2__b.sql", "select 1;");
    }

    private static NewMigration wanted(String words, String version, Boolean revertible) {
        return new NewMigration(words, version, revertible, null, List.of());
    }

    private void refused(NewMigration wanted, String why) {
        assertThatThrownBy(() -> engine.draft(project(), wanted))
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining(why);
    }

    /** Those that would be made, and are then. */
    private List<String> names(NewMigration wanted) throws Exception {
        List<Path> drafted =
                engine.draft(project(), wanted).stream().map(d -> d.file()).toList();
        List<Path> written = engine.create(project(), wanted);
        assertThat(written).hasSameSizeAs(drafted).allMatch(Files::exists);
        for (Path each : written.reversed()) {
            Files.delete(each);
            if (each.endsWith("migration.sql")) {
                Files.delete(each.getParent());
            }
        }
        return written.stream()
                .map(f -> scripts.folder().relativize(f).toString().replace('\\', '/'))
                .toList();
    }

    private Project project() throws Exception {
        return engine.open(scripts.folder());
    }
}
