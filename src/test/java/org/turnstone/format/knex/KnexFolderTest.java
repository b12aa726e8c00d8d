package org.turnstone.format.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.ProjectSettings;
import org.turnstone.testing.Scripts;

class KnexFolderTest {
    private static final String EMPTY = "exports.up = async (knex) => {}; exports.down = async (knex) => {};";

    private final KnexFormat withoutNode = new KnexFormat(Optional.empty());

    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void write() {
        scripts = new Scripts(folder);
    }

    private static List<String> names(Project project) {
        return project.migrations().stream().map(Migration::scriptName).toList();
    }

    private Project open(String below) throws Exception {
        return withoutNode.open(folder.resolve(below), ProjectSettings.none()).orElseThrow();
    }

    @Test
    void readsLiteralsWithoutNode() throws Exception {
        scripts.with("knexfile.js", """
            // migrations: { directory: 'not/here' }
            const url = process.env.DATABASE_URL; /* directory: 'nor/here' */
            module.exports = {
              production: { migrations: { directory: 'elsewhere' } },
              development: {
                client: "pg", connection: `postgres://a:{b}@c/d`,
                migrations: {
                  directory: ['./db/one', "./db/two"], tableName: 'my_migrations', schemaName: 'hist',
                  loadExtensions: ['.ts'], sortDirsSeparately: true, disableTransactions: true,
                },
              },
            };
            """)
                .with("db/one/20_b.ts", EMPTY)
                .with("db/one/20_c.js", EMPTY)
                .with("db/two/10_a.ts", EMPTY);
        Project project = open("");

        assertThat(names(project)).containsExactly("20_b.ts", "10_a.ts");
        assertThat(project.migrations()).noneMatch(Migration::transactional);
        assertThat(project.notes()).singleElement().asString().contains("20_c.js");
        assertThat(withoutNode.historyTables()).contains("knex_migrations", "knex_migrations_lock");
    }

    @Test
    void saysWhatIsComputed() throws Exception {
        scripts.with("knexfile.ts", "export default { migrations: { directory: folderOf('m') } };")
                .with("migrations/1_a.ts", EMPTY);

        assertThat(open("").notes()).anyMatch(n -> n.contains("directory") && n.contains("computed"));
        assertThat(names(open(""))).containsExactly("1_a.ts");
    }

    @Test
    void findsTheKnexfileAbove() throws Exception {
        scripts.with("backend/knexfile.js", "module.exports = { client: 'pg' };")
                .with("backend/migrations/1_a.js", EMPTY)
                .with("frontend/src/x.js", "");

        assertThat(names(open("backend"))).containsExactly("1_a.js");
        assertThat(names(open("backend/migrations"))).containsExactly("1_a.js");
        assertThat(withoutNode.open(folder.resolve("frontend"), ProjectSettings.none()))
                .isEmpty();
    }

    @Test
    void sortsByCodeUnitsAndNamesVersions() throws Exception {
        scripts.with("knexfile.js", "module.exports = {};");
        for (String name : List.of("10_a.js", "9_b.js", "1_c.js", "20240101_x.js", "20240101_y.js", "plain.js")) {
            scripts.with("migrations/" + name, EMPTY);
        }
        scripts.with("migrations/README.md", "").with("migrations/11_m.mjs", "");
        Project project = open("");

        assertThat(names(project))
                .containsExactly("10_a.js", "1_c.js", "20240101_x.js", "20240101_y.js", "9_b.js", "plain.js");
        assertThat(project.migrations())
                .extracting(Migration::version)
                .containsExactly("10", "1", "20240101_x.js", "20240101_y.js", "9", "plain.js")
                .isSortedAccordingTo(withoutNode::compareVersions);
        assertThat(project.notes()).anyMatch(n -> n.contains("11_m.mjs"));
    }

    @Test
    void sqlThatJavaScriptReadsIsNoMigration() throws Exception {
        scripts.with("knexfile.js", "module.exports = {};")
                .with("migrations/1_a.js", EMPTY)
                .with("migrations/1_a.sql", "")
                .with("migrations/2_b.js", EMPTY + "// fs.readFileSync(join(__dirname, 'body.up.sql'))")
                .with("migrations/body.up.sql", "")
                .with("migrations/3_own.up.sql", "select 1;")
                .with("migrations/3_own.down.sql", "select 1;")
                .with("migrations/4_own.sql", "create index concurrently i on t (a);");
        Project project = open("");

        assertThat(names(project)).containsExactly("1_a.js", "2_b.js", "3_own.up.sql", "4_own.sql");
        assertThat(project.migrations()).extracting(Migration::revertible).containsExactly(true, true, true, false);
        assertThat(project.migrations()).extracting(Migration::transactional).containsExactly(true, true, true, false);
        assertThat(project.notes()).anyMatch(n -> n.contains("3_own.up.sql") && n.contains("loader"));
    }

    @Test
    void asksNodeWhatIsComputedAndNeverForTheConnection() throws Exception {
        assumeTrue(Node.find().isPresent(), "not run: Node is not installed");
        scripts.with("knexfile.js", """
            const path = require('path');
            console.log('noise');
            module.exports = async () => ({
              development: {
                client: 'pg', connection: { password: 'sesame' }, searchPath: ['app', 'public'],
                migrations: { directory: path.join(__dirname, 'db', 'steps'), tableName: ['m', 'y'].join('') },
              },
            });
            """).with("db/steps/1_a.js", EMPTY);
        KnexFormat format = new KnexFormat();
        Project unread = format.open(folder).orElseThrow();
        assertThat(unread.program()).isEqualTo(folder.resolve("knexfile.js"));
        assertThat(unread.notes()).anyMatch(n -> n.contains("tableName") && n.contains("computed"));
        assertThat(format.refusal(unread, unread.migrations().getFirst()))
                .hasValueSatisfying(s -> assertThat(s).contains("knexfile.js computes its settings", "--trust"));

        format.trust(folder);
        Project project = format.open(folder).orElseThrow();

        assertThat(project.program()).isNull();
        assertThat(names(project)).containsExactly("1_a.js");
        assertThat(project.notes()).isEmpty();
        assertThat(project.toString()).doesNotContain("sesame");
        assertThat(format.statusOfNothing(project).pending()).hasSize(1);
    }

    @Test
    void runsAKnexfileOnlyAsItWasWhenItWasTrusted() throws Exception {
        assumeTrue(Node.find().isPresent(), "not run: Node is not installed");
        String computed = "module.exports = { migrations: { directory: ['db', 'steps'].join('/') } };\n";
        scripts.with("knexfile.js", computed).with("db/steps/1_a.js", EMPTY);
        KnexFormat format = new KnexFormat();
        Path knexfile = folder.resolve("knexfile.js");
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(computed.getBytes(StandardCharsets.UTF_8)));
        format.trust(knexfile, sha256);
        assertThat(format.open(folder).orElseThrow().program()).isNull();

        scripts.with("knexfile.js", computed + "// and more");
        assertThat(format.open(folder).orElseThrow().program()).isEqualTo(knexfile);

        scripts.with("knexfile.js", computed);
        assertThat(format.open(folder).orElseThrow().program()).isNull();
        format.distrust(knexfile);
        assertThat(format.open(folder).orElseThrow().program()).isEqualTo(knexfile);
        format.trust(folder);
        format.distrust(knexfile);
        assertThat(format.open(folder).orElseThrow().program()).isEqualTo(knexfile);
    }

    @Test
    void openingRunsNothing() throws Exception {
        scripts.with("knexfile.js", """
            require('fs').writeFileSync(require('path').join(__dirname, 'ran'), '');
            require('dotenv').config();
            module.exports = {
              development: {
                client: 'pg', connection: process.env.DATABASE_URL, searchPath: ['app', 'public'],
                migrations: { directory: [path.join(__dirname, 'db', 'steps'), __dirname + '/more'], tableName: 'moves' },
              },
            };
            """).with("db/steps/1_a.js", EMPTY).with("more/2_b.js", EMPTY);
        Project project = new KnexFormat().open(folder).orElseThrow();

        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(project.program()).isNull();
        assertThat(project.notes()).isEmpty();
        assertThat(names(project)).containsExactly("1_a.js", "2_b.js");
        assertThat(new KnexFormat().historyTables(project)).contains("moves");
    }

    @Test
    void whatComesFromOtherFilesIsAskedAbout() throws Exception {
        scripts.with("knexfile.js", "module.exports = require('./config/database');\n")
                .with("migrations/1_a.js", EMPTY);
        assertThat(new KnexFormat().open(folder).orElseThrow().program()).isEqualTo(folder.resolve("knexfile.js"));
    }

    @Test
    void takesTheNamesOfAMigrationSource() throws Exception {
        assumeTrue(Node.find().isPresent(), "not run: Node is not installed");
        scripts.with("knexfile.js", """
            class Source {
              getMigrations() { return Promise.resolve(['2_b', '1_a', '3_c']); }
              getMigrationName(m) { return m; }
            }
            module.exports = { client: 'pg', migrations: { migrationSource: new Source() } };
            """)
                .with("migrations/1_a.sql", "select 1;")
                .with("migrations/2_b.up.sql", "select 1;")
                .with("migrations/2_b.down.sql", "select 1;");
        KnexFormat format = new KnexFormat();
        format.trust(folder);
        Project project = format.open(folder).orElseThrow();

        assertThat(names(project)).containsExactly("2_b", "1_a", "3_c");
        assertThat(project.migrations().getFirst().revertible()).isTrue();
        assertThat(project.notes()).anyMatch(n -> n.contains("3_c"));
    }

    @Test
    void saysWhatIsNeededToRunJavaScript() throws Exception {
        scripts.with("knexfile.js", "module.exports = {};").with("migrations/1_a.js", EMPTY);
        Migration migration = open("").migrations().getFirst();

        assertThat(withoutNode.refusal(open(""), migration))
                .hasValueSatisfying(s -> assertThat(s).contains("install Node"));
    }

    @Test
    void aFolderWithoutKnexfileIsKnownByItsFiles() throws Exception {
        scripts.with("migrations/1_a.js", "exports.up = (knex) => knex.raw('x'); exports.down = (knex) => {};");

        assertThat(names(open(""))).containsExactly("1_a.js");
        scripts.with("migrations/1_a.js", "exports.up = (pgm) => {}; exports.down = (pgm) => {};");
        assertThat(withoutNode.open(folder, ProjectSettings.none())).isEmpty();
    }
}
