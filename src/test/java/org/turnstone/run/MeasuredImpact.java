package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.turnstone.connection.RunConnection;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;

/**
 * What a dry run says of a statement's locks, rewrites and scans is what was measured of PostgreSQL, statement by
 * statement: the tables of the ALTER TABLE manual page, and what it does not say.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MeasuredImpact {
    private static final String TABLES = """
        create domain positive as int check (value > 0);
        create domain plain as int;
        create table cust (id int primary key, name varchar(20) not null, email text, born timestamp(3));
        create table ord (id int primary key, cust int not null, note varchar(10), total int, paid numeric(8,2),
            tag char(3), doc json, hash text);
        create index ord_note on ord (note);
        create table part (k int, v text) partition by range (k);
        create table part_1 partition of part for values from (0) to (1000);
        create table loose (k int not null, v text);
        create unlogged table fast (id int);
        create view totals as select id, total from ord;
        create materialized view counts as select id % 7 as k, count(*) n from ord group by 1;
        create unique index counts_k on counts (k);
        create unique index loose_k on loose (k);
        create schema other;
        create sequence numbers;
        create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
        insert into cust select i, 'name' || i, 'mail', now() from generate_series(1, 300) i;
        insert into ord select i, 1 + i % 300, 'note', i, 1.5, 'abc', '{}', 'h' from generate_series(1, 700) i;
        alter table ord add constraint total_ok check (total >= 0) not valid;
        insert into part select i, 'x' from generate_series(0, 199) i;
        insert into loose select i, 'x' from generate_series(2000, 2099) i;
        insert into fast values (1);
        refresh materialized view counts;
        analyze;
        """;

    private Session session;
    private Relations relations;

    /** A database on the server that is looked at. */
    abstract Target target() throws Exception;

    @BeforeAll
    void prepare() throws Exception {
        session = Session.open(target(), "test");
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(TABLES);
            statement.execute("vacuum analyze");
        }
        relations = Relations.read(session.connection(), Set.of());
    }

    @AfterAll
    void leave() {
        session.close();
    }

    /**
     * A statement and what was measured.
     *
     * @param locks tables and others with the modes' initials; an index only where it is what the case is about
     * @param rewritten the relations written anew
     * @param scanned the tables read
     */
    record Case(String sql, String locks, String rewritten, String scanned) {
        @Override
        public String toString() {
            return sql;
        }
    }

    static Case of(String sql, String locks, String rewritten, String scanned) {
        return new Case(sql, locks, rewritten, scanned);
    }

    /** Catalogs only. */
    static Case quick(String sql, String locks) {
        return new Case(sql, locks, "", "");
    }

    /** The whole of ord, and its indexes. */
    static Case rewrite(String sql) {
        return new Case(sql, "ord AE", "ord ord_note ord_pkey", "ord");
    }

    static Stream<Case> measured() {
        return Stream.of(
                // Columns
                quick("alter table ord add column a int", "ord AE"),
                quick("alter table ord add column a int default 5", "ord AE"),
                quick("alter table ord add column a timestamptz default now()", "ord AE"),
                quick("alter table ord add column a plain", "ord AE"),
                rewrite("alter table ord add column a timestamptz default clock_timestamp()"),
                rewrite("alter table ord add column a float default random()"),
                rewrite("alter table ord add column a bigserial"),
                rewrite("alter table ord add column a int generated always as identity"),
                rewrite("alter table ord add column a int generated always as (cust * 2) stored"),
                rewrite("alter table ord add column a positive"),
                quick("alter table ord add column a int references cust", "ord AE, cust SRE"),
                of("alter table ord add column a int default 7 references cust", "ord AE, cust SRE", "", "ord cust"),
                of("alter table ord add column a int check (a > 0)", "ord AE", "", "ord"),
                of("alter table ord add column a int unique", "ord AE", "", "ord"),
                quick("alter table ord drop column doc", "ord AE"),
                quick("alter table part add column a int", "part AE, part_1 AE"),
                quick("alter table ord alter note set default 'x'", "ord AE"),
                of("alter table ord alter note set not null", "ord AE", "", "ord"),
                quick("alter table cust alter name drop not null", "cust AE"),
                quick("alter table ord alter note set statistics 100", "ord SUE"),
                quick("alter table ord alter note set (n_distinct = 5)", "ord SUE"),
                quick("alter table ord alter note set storage external", "ord AE"),
                quick("alter table ord rename column note to remark", "ord AE"),
                // Types
                quick("alter table ord alter note type varchar(20)", "ord AE"),
                quick("alter table ord alter note type text", "ord AE"),
                quick("alter table ord alter paid type numeric(10,2)", "ord AE"),
                quick("alter table ord alter cust type oid", "ord AE"),
                quick("alter table cust alter email type varchar", "cust AE"),
                quick("alter table ord alter paid type numeric", "ord AE"),
                quick("alter table ord alter hash type varchar using hash::varchar", "ord AE"),
                rewrite("alter table ord alter cust type bigint"),
                rewrite("alter table ord alter note type varchar(5)"),
                rewrite("alter table ord alter paid type numeric(9,3)"),
                rewrite("alter table ord alter tag type text"),
                rewrite("alter table ord alter doc type jsonb"),
                rewrite("alter table ord alter hash type text using upper(hash)"),
                rewrite("alter table ord alter cust type positive"),
                of("alter table cust alter born type timestamp(0)", "cust AE", "cust cust_pkey", "cust"),
                of("alter table ord alter note type varchar(10) collate \"C\"", "ord AE", "ord_note", "ord"),
                // Constraints
                of("alter table ord add check (cust > 0)", "ord AE", "", "ord"),
                quick("alter table ord add check (cust > 0) not valid", "ord AE"),
                of("alter table ord validate constraint total_ok", "ord SUE", "", "ord"),
                of("alter table ord add foreign key (cust) references cust", "ord SRE, cust SRE", "", "ord cust"),
                quick("alter table ord add foreign key (cust) references cust not valid", "ord SRE, cust SRE"),
                of("alter table cust add unique (name)", "cust AE", "", "cust"),
                of("alter table loose add primary key (k)", "loose AE", "", "loose"),
                quick("alter table loose add constraint loose_pk primary key using index loose_k", "loose AE"),
                quick("alter table ord drop constraint total_ok", "ord AE"),
                // The table itself
                quick("alter table ord rename to orders", "ord AE"),
                quick("alter table ord set schema other", "ord AE"),
                quick("alter table ord set (fillfactor = 80)", "ord SUE"),
                quick("alter table ord set (user_catalog_table = true)", "ord AE"),
                rewrite("alter table ord set unlogged"),
                of("alter table fast set logged", "fast AE", "fast", "fast"),
                quick("alter table ord cluster on ord_note", "ord SUE"),
                quick("alter table ord replica identity full", "ord AE"),
                quick("alter table ord disable trigger all", "ord SRE"),
                quick("alter table ord enable row level security", "ord AE"),
                rewrite("cluster ord using ord_note"),
                of(
                        "alter table part attach partition loose for values from (2000) to (3000)",
                        "part SUE, loose AE",
                        "",
                        "loose"),
                quick("alter table part detach partition part_1", "part AE, part_1 AE"),
                quick("create table part_2 partition of part for values from (1000) to (2000)", "part AE"),
                // Other statements
                quick("create table new (id int)", ""),
                quick("create table new (id int references cust)", "cust SRE"),
                quick("create table new (like ord)", "ord AS"),
                of("create table new as select * from ord", "ord AS", "", "ord"),
                quick("drop table loose", "loose AE"),
                quick("truncate loose", "loose AE"),
                of("create index on ord (cust)", "ord SH", "", "ord"),
                of("create index on part (v)", "part SH, part_1 SH", "", "part_1"),
                quick("drop index ord_note", "ord AE, ix ord_note AE"),
                quick("alter index ord_note rename to ord_remark", "ix ord_note SUE"),
                of("reindex index ord_note", "ord SH, ix ord_note AE", "ord_note", "ord"),
                of("reindex table ord", "ord SH, ix ord_note AE, ix ord_pkey AE", "ord_note ord_pkey", "ord"),
                of("analyze ord", "ord SUE", "", ""),
                quick("create view v as select * from ord", "ord AS"),
                quick("create or replace view totals as select id, total from ord", "totals AE, ord AS"),
                quick("drop view totals", "totals AE"),
                of("refresh materialized view counts", "counts AE, ord AS", "counts counts_k", "counts ord"),
                of("create materialized view m as select * from ord", "ord AS", "", "ord"),
                quick("create trigger t before insert on ord for each row execute function touch()", "ord SRE"),
                quick("create rule r as on delete to ord do instead nothing", "ord AE"),
                quick("create policy p on ord", "ord AE"),
                quick("create statistics s on cust, total from ord", "ord SUE"),
                quick("comment on table ord is 'x'", "ord SUE"),
                quick("create function f() returns int language sql as 'select 1'", ""),
                of("alter domain positive add constraint big check (value < 100000)", "", "", ""),
                quick("create type mood as enum ('sad')", ""),
                quick("alter sequence numbers restart", "numbers SRE"),
                quick("select nextval('numbers')", "numbers RX"),
                quick("lock table ord in share mode", "ord SH"),
                of("insert into loose values (1, 'x'), (2, 'y')", "loose RX", "", ""),
                of("update ord set note = 'x' where cust = 5", "ord RX", "", "ord"),
                of("delete from ord", "ord RX", "", "ord"),
                of("select count(*) from ord", "ord AS", "", "ord"),
                quick("do $$ begin truncate loose; end $$", "loose AE"),
                rewrite("do $$ begin alter table ord alter cust type bigint; end $$"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("measured")
    void aDryRunSaysWhatWasMeasured(Case each) throws Exception {
        check(each);
    }

    void check(Case each) throws Exception {
        Impact impact = observed(each);
        boolean indexesToo = each.locks().contains("ix ");
        assertThat(impact.locks().stream()
                        .filter(lock -> indexesToo || !lock.kind().equals("index"))
                        .map(MeasuredImpact::words))
                .as("locks")
                .containsExactlyInAnyOrderElementsOf(
                        each.locks().isEmpty()
                                ? List.of()
                                : List.of(each.locks().split(", ")));
        assertThat(impact.rewritten().stream().map(MeasuredImpact::bare))
                .as("rewritten")
                .containsExactlyInAnyOrderElementsOf(words(each.rewritten()));
        assertThat(impact.scans().stream().map(scan -> bare(scan.table())))
                .as("scanned")
                .containsExactlyInAnyOrderElementsOf(words(each.scanned()));
        assertThat(impact.walBytes()).as("log").isNotNegative();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static String words(LockTaken lock) {
        String mode = lock.mode().equals("SHARE")
                ? "SH"
                : lock.mode().equals("ROW EXCLUSIVE") ? "RX" : lock.mode().replaceAll("(\\w)\\w*( |$)", "$1");
        return (lock.kind().equals("index") ? "ix " : "") + bare(lock.relation()) + " " + mode;
    }

    private static String bare(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private Impact observed(Case each) throws Exception {
        Recorder recorder =
                new Recorder(event -> {}, new Cancellation(), session.redaction(), new Rehearsal(), 1, Direction.UP);
        session.connection().setAutoCommit(true);
        RunConnection run = new RunConnection(session, true, recorder);
        try (Statement statement = run.connection().createStatement()) {
            ImpactObserver observer = ImpactObserver.begin(run, relations);
            observer.started(each.sql());
            statement.execute(each.sql());
            return observer.ended(Duration.ZERO, -1);
        } finally {
            run.discard();
        }
    }
}
