package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.connection.Target;
import org.turnstone.format.Project;
import org.turnstone.testing.Database;
import org.turnstone.testing.FlywayCommand;
import org.turnstone.testing.Postgres15;
import org.turnstone.testing.Program;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/**
 * The same scripts through Turnstone, in every format, and through psql: pg_dump sees no difference. And back: every
 * pair reverted, newest first, leaves nothing.
 */
class CorpusTest {
    private static final int PAIRS = 200;

    private static Postgres15 postgres;
    private static int number;

    @TempDir
    private Path temporary;

    private TurnstoneEngine engine;

    /** How a format names the pair of a number and a name. */
    enum Naming {
        FLYWAY("V%s__%s.sql", "U%s__%s.sql", null, null),
        SQLX("migrations/%s_%s.up.sql", "migrations/%s_%s.down.sql", null, null),
        PRISMA(
                "prisma/migrations/%s_%s/migration.sql",
                "prisma/migrations/%s_%s/down.sql",
                "prisma/migrations/migration_lock.toml",
                "provider = \"postgresql\"\n"),
        KNEX("migrations/%s_%s.up.sql", "migrations/%s_%s.down.sql", "knexfile.js", "module.exports = {};\n");

        private final String up;
        private final String down;
        private final String mark;
        private final String marked;

        Naming(String up, String down, String mark, String marked) {
            this.up = up;
            this.down = down;
            this.mark = mark;
            this.marked = marked;
        }

        void put(Scripts scripts, Pair pair) {
            if (mark != null) {
                scripts.with(mark, marked);
            }
            scripts.with(up.formatted(pair.number(), pair.name()), pair.up());
            scripts.with(down.formatted(pair.number(), pair.name()), pair.down());
        }
    }

    record Pair(String number, String name, String up, String down) {}

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Postgres15.isHere(), "PostgreSQL 15 is not installed (Debian's postgresql-15)");
        postgres = new Postgres15();
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void engine() {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(temporary.resolve("state")));
    }

    private static List<Pair> corpus() throws Exception {
        List<Pair> result = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/corpus"))) {
            for (Path up :
                    files.filter(f -> f.toString().endsWith(".up.sql")).sorted().toList()) {
                String name = up.getFileName().toString().replace(".up.sql", "");
                result.add(new Pair(
                        name.substring(0, 2),
                        name.substring(3),
                        Files.readString(up),
                        Files.readString(up.resolveSibling(name + ".down.sql"))));
            }
        }
        return result;
    }

    private Project project(Naming naming, List<Pair> pairs) throws Exception {
        Scripts scripts = new Scripts(temporary.resolve("project"));
        pairs.forEach(pair -> naming.put(scripts, pair));
        return engine.open(scripts.folder());
    }

    private static String freshName() {
        return "corpus_" + ++number;
    }

    private String dumpAfterPsql(List<Pair> pairs) throws Exception {
        String name = freshName();
        postgres.freshDatabase(name);
        for (Pair pair : pairs) {
            Path script = Files.writeString(temporary.resolve("script.sql"), pair.up());
            postgres.psql(name, script, "-1");
        }
        return postgres.dump(name);
    }

    private RunResult run(RunRequest request) throws Exception {
        RunResult result = engine.run(request, event -> {}, new Cancellation());
        assertThat(result.outcome()).as(result.summary()).isEqualTo(RunOutcome.SUCCEEDED);
        return result;
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaIsPsqlsAndGoesAwayAgain(Naming naming) throws Exception {
        // Knex runs all that is pending in one transaction, in which a new word of a type cannot be used yet.
        List<Pair> pairs = corpus().stream()
                .filter(p -> naming != Naming.KNEX || !p.name().equals("enum_used"))
                .toList();
        Project project = project(naming, pairs);
        String name = freshName();
        Target target = postgres.freshDatabase(name);
        String empty = postgres.dump(name);

        run(RunRequest.migrate(project, target));

        assertThat(postgres.dump(name)).isEqualTo(dumpAfterPsql(pairs));
        try (Database database = new Database(target)) {
            checkHistory(naming, pairs, database);
        }
        assertThat(engine.status(project, target).status().isClean()).isTrue();
        for (int i = 0; i < pairs.size(); i++) {
            run(RunRequest.revert(project, target, 1));
        }
        assertThat(postgres.dump(name)).isEqualTo(empty);
    }

    private void checkHistory(Naming naming, List<Pair> pairs, Database database) throws Exception {
        switch (naming) {
            case FLYWAY -> {
                Target theirs = postgres.freshDatabase(freshName());
                Program.Said said = FlywayCommand.run(
                        temporary.resolve("project"),
                        theirs,
                        "-locations=filesystem:.",
                        "-postgresql.transactional.lock=false",
                        "migrate");
                assertThat(said.exit()).as(said.output()).isZero();
                String rows = "select installed_rank, version, description, type, script, checksum, installed_by,"
                        + " success from flyway_schema_history order by 1";
                try (Database other = new Database(theirs)) {
                    assertThat(database.rows(rows)).isEqualTo(other.rows(rows));
                }
            }
            case SQLX ->
                assertThat(database.rows("select version, description, success, encode(checksum, 'hex'),"
                                + " execution_time > 0 from _sqlx_migrations order by 1"))
                        .isEqualTo(pairs.stream()
                                .map(p -> Integer.parseInt(p.number()) + "|" + words(p) + "|t|"
                                        + digest("SHA-384", p.up()) + "|t")
                                .toList());
            case PRISMA ->
                assertThat(database.rows("select migration_name, checksum, finished_at >= started_at, rolled_back_at,"
                                + " logs, applied_steps_count from _prisma_migrations order by started_at"))
                        .isEqualTo(pairs.stream()
                                .map(p -> p.number() + "_" + p.name() + "|" + digest("SHA-256", p.up())
                                        + "|t|null|null|1")
                                .toList());
            case KNEX ->
                assertThat(database.rows("select name, batch from knex_migrations order by id"))
                        .hasSize(pairs.size())
                        .allMatch(row -> row.endsWith("|1"));
        }
    }

    private static String words(Pair pair) {
        return pair.name().replace('_', ' ');
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Hundreds of small steps on one schema, each of which takes back exactly what it did. */
    private static List<Pair> pairs() {
        List<Pair> result = new ArrayList<>();
        for (int i = 1; i <= PAIRS; i++) {
            int table = i - (i - 1) % 10;
            String t = "t" + table;
            String c = "c" + i;
            String[] upDown = switch ((i - 1) % 10) {
                case 0 ->
                    new String[] {
                        "create table " + t + " (id int primary key, v text default 'a;b');\ninsert into " + t
                                + " values (1), (2);",
                        "drop table " + t + ";"
                    };
                case 1 ->
                    new String[] {
                        "alter table " + t + " add " + c + " int default " + i + ";",
                        "alter table " + t + " drop " + c + ";"
                    };
                case 2 ->
                    new String[] {
                        "create index ix" + i + " on " + t + " (lower(v)) where v <> ';';", "drop index ix" + i + ";"
                    };
                case 3 ->
                    new String[] {
                        "create function f" + i + "(a int) returns int language plpgsql as $x$ begin return a + " + i
                                + "; end $x$;",
                        "drop function f" + i + "(int);"
                    };
                case 4 ->
                    new String[] {
                        "create view v" + i + " as select id, f" + (i - 1) + "(id) as n from " + t + ";",
                        "drop view v" + i + ";"
                    };
                case 5 ->
                    new String[] {
                        "create type e" + i + " as enum ('a;', 'b'); create domain d" + i
                                + " as int check (value > 0);",
                        "drop domain d" + i + "; drop type e" + i + ";"
                    };
                case 6 ->
                    new String[] {
                        "alter table " + t + " add constraint k" + i
                                + " check (id < 1000) not valid;\ncomment on table " + t + " is 'it''s " + i + "';",
                        "comment on table " + t + " is null;\nalter table " + t + " drop constraint k" + i + ";"
                    };
                case 7 ->
                    new String[] {
                        "create schema s" + i + " create table inner_" + i + " (i serial primary key);",
                        "drop schema s" + i + " cascade;"
                    };
                case 8 ->
                    new String[] {
                        "create rule r" + i + " as on delete to " + t + " do also (select 1; select 2);",
                        "drop rule r" + i + " on " + t + ";"
                    };
                default ->
                    new String[] {
                        "create function g" + i + "() returns int language sql begin atomic select case when true then "
                                + i + " end; end;",
                        "drop function g" + i + "();"
                    };
            };
            result.add(new Pair(String.format("%04d", i), "step", upDown[0] + "\n", upDown[1] + "\n"));
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource
    void hundredsOfPairsComeAndGo(Naming naming) throws Exception {
        List<Pair> pairs = pairs();
        Project project = project(naming, pairs);
        String name = freshName();
        Target target = postgres.freshDatabase(name);
        String empty = postgres.dump(name);

        run(RunRequest.migrate(project, target));
        assertThat(postgres.dump(name)).isEqualTo(dumpOfAllPairs(pairs));
        run(RunRequest.revert(project, target, PAIRS));

        assertThat(postgres.dump(name)).isEqualTo(empty);
        assertThat(engine.status(project, target).status().pending()).hasSize(PAIRS);
    }

    private String dumpOfAllPairs(List<Pair> pairs) throws Exception {
        String name = freshName();
        postgres.freshDatabase(name);
        StringBuilder all = new StringBuilder();
        pairs.forEach(pair -> all.append(pair.up()));
        postgres.psql(name, Files.writeString(temporary.resolve("script.sql"), all));
        return postgres.dump(name);
    }

    @Test
    void copyDataAndIndexesBuiltConcurrentlyAreFlywaysToo() throws Exception {
        List<Pair> pairs = List.of(
                new Pair("1", "copy", """
                    create table copied (a text, b int);
                    copy copied (a, b) from stdin;
                    x;y\t1
                    \\N\t2
                    it's -- no comment\t3
                    \\.
                    copy copied from stdin with (format csv, header);
                    a,b
                    "q;""uoted",4
                    \\.
                    insert into copied values ('last;', 5);
                    """, "drop table copied;\n"),
                new Pair(
                        "2",
                        "idx",
                        "create index concurrently copied_b on copied (b);\n",
                        "drop index concurrently copied_b;\n"));
        Project project = project(Naming.FLYWAY, pairs);
        String name = freshName();
        Target target = postgres.freshDatabase(name);
        String empty = postgres.dump(name);
        run(RunRequest.migrate(project, target));
        String theirs = freshName();
        postgres.freshDatabase(theirs);
        for (Pair pair : pairs) {
            postgres.psql(theirs, Files.writeString(temporary.resolve("script.sql"), pair.up()));
        }
        assertThat(postgres.dump(name)).isEqualTo(postgres.dump(theirs)).contains("q;\"uoted");
        run(RunRequest.revert(project, target, 2));
        assertThat(postgres.dump(name)).isEqualTo(empty);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyPsqlUnderstandsIsRefusedBeforeAnythingRan(Naming naming) throws Exception {
        Project project = project(
                naming,
                List.of(
                        new Pair("1", "fine", "create table fine (i int);\n", "drop table fine;\n"),
                        new Pair("2", "psql", "select 1;\n\\set x 1\nselect :x;\n", "select 1;\n")));
        Target target = postgres.freshDatabase(freshName());
        if (naming == Naming.FLYWAY) {
            return; // Flyway itself sends it, and the server refuses it.
        }
        assertThatThrownBy(() -> engine.run(RunRequest.migrate(project, target), event -> {}, new Cancellation()))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("a psql command")
                .hasMessageContaining("Nothing was run");
    }

    @ParameterizedTest
    @EnumSource
    void theHistoryTableMayBeTouched(Naming naming) throws Exception {
        String table = switch (naming) {
            case FLYWAY -> "flyway_schema_history";
            case SQLX -> "_sqlx_migrations";
            case PRISMA -> "_prisma_migrations";
            case KNEX -> "knex_migrations";
        };
        Project project = project(
                naming,
                List.of(
                        new Pair(
                                "1",
                                "touch",
                                "comment on table " + table + " is 'ours';\nalter table " + table
                                        + " add column seen boolean default true;\n"
                                        + "create view history as select * from "
                                        + table
                                        + ";\n",
                                "drop view history;\nalter table " + table + " drop column seen;\n"),
                        new Pair(
                                "2",
                                "next",
                                "create table later as select count(*) as n from history;\n",
                                "drop table later;\n")));
        Target target = postgres.freshDatabase(freshName());
        run(RunRequest.migrate(project, target));
        assertThat(engine.status(project, target).status().pending()).isEmpty();
        run(RunRequest.revert(project, target, 2));
        assertThat(engine.status(project, target).status().pending()).hasSize(2);
    }
}
