package org.turnstone.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code turnstone.toml}: what it may say, and what is said about what it may not. */
class ProjectSettingsTest {
    @TempDir
    private Path root;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(root.resolve("db/moves"));
        Files.writeString(root.resolve("db/before.sql"), "create role app;\ncreate schema app;\n");
    }

    private ProjectSettings read(String text) throws Exception {
        Files.writeString(root.resolve(ProjectSettings.FILE), text);
        return ProjectSettings.in(root);
    }

    @Test
    void withoutTheFileEverythingIsFoundOut() throws Exception {
        assertThat(ProjectSettings.in(root)).isEqualTo(ProjectSettings.none());
    }

    @Test
    void everySettingIsRead() throws Exception {
        ProjectSettings settings = read("""
            format = "Flyway"
            folder = "db/moves"
            table = "moves"
            schema = "ops"
            reverts = "db"
            [placeholders]
            owner = "app"
            size = 3
            [lint]
            off = ["index-not-concurrent"]
            [scratch]
            setup = ["create schema a", "create schema b; create schema c"]
            roles = ["app", "Reader"]
            extensions = ["pgcrypto"]
            """);
        assertThat(settings.format()).isEqualTo("flyway");
        assertThat(settings.folder()).isEqualTo(root.resolve("db/moves"));
        assertThat(settings.table()).isEqualTo("moves");
        assertThat(settings.schema()).isEqualTo("ops");
        assertThat(settings.reverts()).isEqualTo(root.resolve("db"));
        assertThat(settings.placeholders()).containsEntry("owner", "app").containsEntry("size", "3");
        assertThat(settings.lintOff()).containsExactly("index-not-concurrent");
        assertThat(settings.scratch().setup()).containsExactly("create schema a", "create schema b; create schema c");
        assertThat(settings.scratch().setupPlace()).startsWith("turnstone.toml, line 12");
        assertThat(settings.scratch().roles()).containsExactly("app", "Reader");
        assertThat(settings.scratch().extensions()).containsExactly("pgcrypto");
        assertThat(settings.notes()).isEmpty();
    }

    @Test
    void setUpMayStandInAFile() throws Exception {
        ProjectSettings.Scratch scratch =
                read("scratch.setup = \"db/before.sql\"\n").scratch();
        assertThat(scratch.setup()).containsExactly("create role app;\ncreate schema app;\n");
        assertThat(scratch.setupPlace()).isEqualTo("db/before.sql");
        assertThat(scratch.isEmpty()).isFalse();
    }

    @Test
    void whatIsNotKnownIsNamedWithItsPlace() throws Exception {
        assertThat(read("fromat = \"sqlx\"\n[scratch]\nrole = [\"a\"]\n").notes())
                .hasSize(2)
                .anySatisfy(n -> assertThat(n)
                        .startsWith("turnstone.toml, line 1, column 1: fromat is not a setting")
                        .contains("format, folder"))
                .anySatisfy(n -> assertThat(n)
                        .startsWith("turnstone.toml, line 3, column 1: scratch.role is not a setting")
                        .contains("setup, roles, extensions"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format = 'liquibase' | line 1, column 1: format must be one of flyway, sqlx, prisma, knex",
                "folder = 'nowhere' | and there is no such folder",
                "folder = 7 | folder must be a text in quotes",
                "table = '' | table must be a name that is not empty",
                "lint = ['a'] | lint must be a table, which begins with a line [lint]",
                "lint.off = 'a' | lint.off must be a list of texts",
                "scratch.setup = 'nothing.sql' | and there is no such file. For SQL written here make it a list",
                "scratch.setup = 3 | scratch.setup must be a list of SQL statements, or the name of a file",
                "scratch.roles = [1] | scratch.roles must be a list of texts",
                "placeholders.a = ['x'] | placeholders.a must be a text in quotes",
                "placeholders.key = hunter2 | line 1, column 20 is not TOML"
            })
    void aWrongValueSaysWhereAndWhatItMustBe(String text, String said) {
        assertThatThrownBy(() -> read(text.replace('\'', '"')))
                .isInstanceOf(ProjectProblem.class)
                .hasMessageStartingWith(root.resolve("turnstone.toml").toString())
                .hasMessageContaining(said)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Files.write(root.resolve(ProjectSettings.FILE), "format = \"é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ProjectSettings.in(root)).hasMessageContaining("is not UTF-8");
    }
}
