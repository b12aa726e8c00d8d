package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.testing.Database;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** What the server says about a script while it is written, on a real one. */
class WorkbenchTest {
    private static TurnstoneEngine engine;

    @TempDir
    private static Path state;

    @TempDir
    private Path folder;

    private Scripts scripts;

    @BeforeAll
    static void begin() {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(state.resolve("runs")));
    }

    @AfterAll
    static void end() {
        // Not the engine: the server behind it is everybody's.
        ((ScratchWorkbench) engine.workbench()).close();
    }

    @BeforeEach
    void project() {
        scripts = new Scripts(folder)
                .with("V1__customers.sql", "create table customers (id bigint primary key, name text not null);")
                .with("V2__orders.sql", "create table orders (id bigint, customer_id bigint references customers);")
                .with("V3__new.sql", "select 1;")
                .with("U3__new.sql", "select 1;");
    }

    @Test
    void whatIsRightIsNotSaidAnythingAbout() throws Exception {
        assertThat(check("""
            create table items (id int, price numeric);
            create index on items (price);
            alter table items add column name text;
            create function total() returns numeric language sql as $$ select sum(price) from items $$;
            create view dear as select id, name from items where price > 100;
            insert into items (id, name) values (1, 'é😀'), (2, e'\\'');
            update orders set customer_id = null where customer_id is not null;
            select data ? 'a' from (values ('{}'::jsonb)) v(data);
            vacuum orders;
            create index concurrently orders_customer on orders (customer_id);
            drop index orders_customer;
            create role nobody_knows;
            grant select on items to nobody_at_all;
            """).problems()).isEmpty();
    }

    @Test
    void aWordSpeltWrongIsFoundWhereItStands() throws Exception {
        assertThat(said("-- é😀\ncreate tabel x (id int);\nselect 1;"))
                .containsExactly("tabel: syntax error at or near \"tabel\"");
        assertThat(said("select 1 +;")).containsExactly("+: syntax error at end of input");
        assertThat(said("vacuum full orders customers;"))
                .containsExactly("customers: syntax error at or near \"customers\"");
    }

    @Test
    void whatDoesNotExistIsFoundWhereItStands() throws Exception {
        assertThat(said("select nam from customers;")).containsExactly("nam: column \"nam\" does not exist");
        assertThat(said("update custmers set name = 'x';"))
                .containsExactly("custmers: relation \"custmers\" does not exist");
        assertThat(said("alter table orders add check (price > 0);"))
                .containsExactly("alter table orders add check (price > 0): column \"price\" does not exist");
        assertThat(said("insert into orders (id) values ('x');"))
                .containsExactly("'x': invalid input syntax for type bigint: \"x\"");
    }

    @Test
    void oneMistakeIsSaidOnce() throws Exception {
        assertThat(said("create table items (id int, price numric);\n"
                        + "select price from items;\n"
                        + "insert into items values (1);"))
                .containsExactly("numric: type \"numric\" does not exist");
    }

    @Test
    void bodiesAreRead() throws Exception {
        assertThat(said("""
            create function f() returns int language plpgsql as $$
            begin
              retrun 1;
            end $$;
            """)).containsExactly("retrun: syntax error at or near \"retrun\"");
        assertThat(said("do $$\nbegin\n  perform nothing_like_it();\nend $$;"))
                .singleElement()
                .asString()
                .startsWith("perform: function nothing_like_it() does not exist");
    }

    @Test
    void whatIsNeverClosedIsSaidWhereItBegins() throws Exception {
        assertThat(said("select 1;\nselect 'x;\n")).containsExactly("': unterminated quoted string");
    }

    @Test
    void nothingOfItIsLeft() throws Exception {
        check("create table once (id int);");
        assertThat(said("create table once (id int);")).isEmpty();
        assertThat(said("select * from once;")).hasSize(1);
    }

    @Test
    void aChangeOfAnEarlierMigrationCounts() throws Exception {
        assertThat(said("select note from orders;")).hasSize(1);
        scripts.with("V2__orders.sql", "create table orders (id bigint, note text);");
        assertThat(said("select note from orders;")).isEmpty();
    }

    @Test
    void aRevertScriptIsReadAfterItsMigration() throws Exception {
        scripts.with("V3__new.sql", "create table made (id int);");
        assertThat(engine.workbench()
                        .check(open(), new EditedScript(migration(), true, "drop table made;"), new Cancellation())
                        .problems())
                .isEmpty();
    }

    @Test
    void whereEarlierMigrationsDoNotRunOnlySpellingIsFound() throws Exception {
        scripts.with("V2__orders.sql", "create table orders (id no_such_type);");
        CheckReport report = check("select * from nowhere;\nselec 1;");
        assertThat(report.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.sqlState()).isEqualTo("42601"));
        assertThat(report.note())
                .startsWith("V2__orders.sql does not run on scratch")
                .contains("no_such_type");
    }

    @Test
    void readingAStrangersProjectRunsNoProgramsAndTouchesNoFiles() throws Exception {
        Path file = folder.resolve("written.txt");
        scripts.with("V2__orders.sql", "copy customers to program 'touch " + file + "';");
        CheckReport report = check("do $$ begin execute 'copy (select 1) to ''" + file
                + "'''; end $$; copy customers to '" + file + "'; select pg_ls_dir('/');");
        assertThat(file).doesNotExist();
        assertThat(report.note()).contains("permission denied");
    }

    @Test
    void onATargetNothingIsCarriedOut() throws Exception {
        Target target = TestServer.freshDatabase();
        try (Database database = new Database(target)) {
            database.execute("create table log (at timestamptz default now())");
            database.execute("create sequence counted");
            database.execute("create function bump() returns int volatile language plpgsql as"
                    + " $$ begin insert into log default values; return nextval('counted'); end $$");
            database.execute("create procedure bump_too() language plpgsql as $$ begin perform bump(); end $$");
            CheckReport report = checkOn(target, """
                selec 1;
                select * from nowhere;
                create table t (id int);
                select bump(), nextval('counted');
                insert into log select now() from generate_series(1, bump());
                update log set at = now() where bump() > 0;
                call bump_too();
                do $$ begin perform bump(); end $$;
                explain analyze select bump();
                create table copy as select bump();
                with gone as (delete from log returning 1) select * from gone;
                drop table log;
                truncate log;
                alter system set work_mem = '1MB';
                set session_replication_role = replica;
                commit;
                drop function bump();
                """);
            assertThat(report.problems())
                    .extracting(CheckReport.Problem::message)
                    .containsExactly("syntax error at or near \"selec\"", "relation \"nowhere\" does not exist");
            assertThat(report.note()).isNull();
            assertThat(database.value("select count(*) from log")).isEqualTo("0");
            assertThat(database.value("select is_called from counted")).isEqualTo("f");
            assertThat(database.rows("select 1 from pg_class where relname in ('t', 'copy')"))
                    .isEmpty();
            assertThat(database.value("select count(*) from pg_proc where proname = 'bump'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void onATargetNobodysLockIsWaitedFor() throws Exception {
        Target target = TestServer.freshDatabase();
        try (Database holder = new Database(target)) {
            holder.execute("create table held (id int)");
            holder.execute("create table free (id int)");
            holder.execute("begin");
            holder.execute("lock table held in access exclusive mode");
            // It ends although the lock is not given up: who holds it is asked no more before that.
            CheckReport report =
                    checkOn(target, "select id from held; select nope from free; insert into held values (1);");
            assertThat(report.problems())
                    .extracting(CheckReport.Problem::message)
                    .containsExactly("column \"nope\" does not exist");
            assertThat(report.note()).startsWith("2 statements were not checked");
            assertThat(holder.value("select count(*) from pg_locks where not granted"))
                    .isEqualTo("0");
            holder.execute("rollback");
        }
    }

    private CheckReport checkOn(Target target, String text) throws Exception {
        return engine.workbench()
                .checkOn(open(), target, new EditedScript(migration(), false, text), new Cancellation());
    }

    @Test
    void placeholdersAreFilledInAndPlacesAreThoseOfTheFile() throws Exception {
        scripts.with(
                "turnstone.toml",
                "[placeholders]\n"
                        + "table = \"customers\"\n"
                        + "long = \"a_rather_long_name_for_so_short_a_sign\"\n"
                        + "none = \"\"\n");
        assertThat(said("-- é😀 ${table}\nselect name from ${table}${none} where nam = '${flyway:filename}';"))
                .containsExactly("nam: column \"nam\" does not exist");
        assertThat(said("select '😀', ${long} from customers; selec 1;"))
                .containsExactly(
                        "${long}: column \"a_rather_long_name_for_so_short_a_sign\" does not exist",
                        "selec: syntax error at or near \"selec\"");
        assertThat(said("create table ${flyway:defaultSchema}.items (id int);\n"
                        + "select 'é', id from ${FLYWAY:defaultschema}.items where ids = 1;"))
                .containsExactly("ids: column \"ids\" does not exist");
        assertThat(said("select '${flyway:database}', '${flyway:user}', '${flyway:timestamp}'::timestamp;"))
                .isEmpty();
    }

    @Test
    void aPlaceholderWithoutAValueIsAMistakeWhereItStands() throws Exception {
        assertThat(said("-- é😀 ${nobody}\nselect nam from customers where id = ${neither};"))
                .containsExactly(
                        "${nobody}: no value provided for placeholder ${nobody}",
                        "${neither}: no value provided for placeholder ${neither}");
        scripts.with("V3__new.sql.conf", "placeholderReplacement=false");
        assertThat(said("select '${nobody}' from customers; select ${x};"))
                .containsExactly("$: syntax error at or near \"$\"");
    }

    @Test
    void whatIsFilledInIsRunOnScratchTooAndNoSecretIsShown() throws Exception {
        scripts.with("turnstone.toml", "[placeholders]\ntable = \"customers\"\npassword = \"s3cr3t-word\"\n");
        String text = "select '${password}' as é, count(*) from ${table}; select nope from ${table};";
        ScratchAnswer answer = run(text, 0, text.length());
        assertThat(answer.steps()).hasSize(2);
        assertThat(answer.steps().getFirst().sql()).doesNotContain("s3cr3t");
        assertThat(answer.steps().get(1).offset()).isEqualTo(text.indexOf("select nope"));
        CheckReport.Problem problem = answer.steps().get(1).problem();
        assertThat(text.substring(problem.begin(), problem.end())).isEqualTo("nope");
        assertThat(run("select ${what};", 0, 15).steps().getFirst().problem().message())
                .contains("${what}");
        assertThat(check("select * from \"${password}\";").problems().getFirst().message())
                .doesNotContain("s3cr3t");
    }

    @Test
    void theCatalogHasWhatTheScriptMakes() throws Exception {
        Catalog catalog =
                check("create table items (id int not null default 7);").catalog();
        assertThat(catalog.relation(null, "items").orElseThrow().columns())
                .containsExactly(new Catalog.Column("id", "integer", true, "7"));
        assertThat(catalog.relation("public", "customers")).isPresent();
        assertThat(catalog.routines()).anyMatch(routine -> routine.name().equals("lower"));
    }

    @Test
    void whatWasRunOnScratchIsThereUntilItIsReset() throws Exception {
        String text = "create table items (id int);\ninsert into items select generate_series(1, 700);\n"
                + "select id, null as nothing from items order by id;\nselect nope from items;\nselect 2;";
        ScratchAnswer answer = run(text, 0, text.length());
        assertThat(answer.steps()).hasSize(4);
        assertThat(answer.steps().get(1).changed()).isEqualTo(700);
        ScratchAnswer.Step rows = answer.steps().get(2);
        assertThat(rows.columns()).containsExactly("id", "nothing");
        assertThat(rows.rows()).hasSize(ScratchAnswer.MOST_ROWS);
        assertThat(rows.rows().getFirst()).containsExactly("1", null);
        assertThat(rows.more()).isTrue();
        CheckReport.Problem problem = answer.steps().get(3).problem();
        assertThat(text.substring(problem.begin(), problem.end())).isEqualTo("nope");

        String count = "select count(*) from items";
        assertThat(run(count, 0, count.length()).steps().getFirst().rows()).containsExactly(List.of("700"));
        engine.workbench().reset();
        assertThat(run(count, 0, count.length()).steps().getFirst().problem().message())
                .isEqualTo("relation \"items\" does not exist");
    }

    @Test
    void copyDataAndNoticesComeThroughToo() throws Exception {
        String text = "drop table if exists nothing;\ncopy customers from stdin;\n1\tAnna\n2\tBo\n\\.\nselect name from"
                + " customers where name like '%?%' or id = 2;";
        ScratchAnswer answer = run(text, 0, text.length());
        assertThat(answer.steps().get(0).notices()).containsExactly("table \"nothing\" does not exist, skipping");
        assertThat(answer.steps().get(1).changed()).isEqualTo(2);
        assertThat(answer.steps().get(2).rows()).containsExactly(List.of("Bo"));
    }

    private CheckReport check(String text) throws Exception {
        return engine.workbench().check(open(), new EditedScript(migration(), false, text), new Cancellation());
    }

    private List<String> said(String text) throws Exception {
        return check(text).problems().stream()
                .map(p -> text.substring(p.begin(), p.end()) + ": " + p.message())
                .toList();
    }

    private ScratchAnswer run(String text, int begin, int end) throws Exception {
        return engine.workbench()
                .run(open(), new EditedScript(migration(), false, text), begin, end, new Cancellation());
    }

    private Project open() throws Exception {
        return engine.open(folder);
    }

    private Migration migration() throws Exception {
        return open().migrations().stream()
                .filter(m -> "3".equals(m.version()))
                .findFirst()
                .orElseThrow();
    }
}
