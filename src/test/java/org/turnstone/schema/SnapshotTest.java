package org.turnstone.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Session;
import org.turnstone.testing.TestServer;

class SnapshotTest {
    private static final SnapshotScope ALL = SnapshotScope.of(Set.of());

    private Session session;
    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        session = Session.open(TestServer.freshDatabase(), "test");
        connection = session.connection();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void sameSchemaMadeInAnotherOrderIsTheSame() throws Exception {
        execute("create table a (x int, y text); create table b (id int primary key); create index i on a (x)");
        Snapshot one = snapshot();
        execute("drop table a, b; create table b (id int); create table a (gone int, x int, z int, y text);"
                + " alter table b add primary key (id); alter table a drop column gone, drop column z;"
                + " create index i on a (x)");
        Snapshot other = snapshot();
        assertThat(one.to(other).lines()).isEmpty();
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(other).isEqualTo(one);
    }

    @Test
    void theOrderOfColumnsCountsWhereItIsAskedFor() throws Exception {
        execute("create table a (x int, y text)");
        Snapshot one = snapshot();
        Snapshot loose = Snapshot.read(connection, ALL.withColumnOrder(false));
        execute("alter table a drop column x; alter table a add x int");
        assertThat(one.to(snapshot()).lines()).containsExactly("~ table public.a  column order x, y → y, x");
        assertThat(loose.to(Snapshot.read(connection, ALL.withColumnOrder(false)))
                        .lines())
                .isEmpty();
    }

    @Test
    void aDifferenceIsSaidInLines() throws Exception {
        execute("create table customers (id int primary key, email text);"
                + " create table order_items (id int primary key, price numeric(12, 2), tag text);"
                + " create function touch() returns trigger language plpgsql as 'begin return new; end'");
        Snapshot before = snapshot();
        execute("create index customers_email_idx on customers (lower(email));"
                + " alter table order_items alter price set not null;"
                + " alter table order_items add constraint price_positive check (price >= 0) not valid;"
                + " alter table order_items drop tag;"
                + " create trigger order_items_touch before update on order_items execute function touch();"
                + " comment on table customers is 'who buys'; grant select on customers to pg_monitor");
        assertThat(before.to(snapshot()).lines())
                .containsExactly(
                        "~ column     public.order_items.price  numeric(12,2) → numeric(12,2) not null",
                        "- column     public.order_items.tag text",
                        "+ constraint price_positive on public.order_items check ((price >= (0)::numeric)) not valid",
                        "+ index      public.customers_email_idx on customers (lower(email))",
                        "+ trigger    order_items_touch on public.order_items",
                        "+ comment    table public.customers 'who buys'",
                        "+ grant      table public.customers to pg_monitor: select");
    }

    @Test
    void whatBelongsToTheHistoryIsLeftOut() throws Exception {
        Snapshot before = snapshot();
        execute("create table flyway_schema_history (id serial primary key, v text); create index h on"
                + " flyway_schema_history (v); comment on column flyway_schema_history.v is 'version';"
                + " create schema tool; create table tool.log (id int)");
        Snapshot after = Snapshot.read(connection, SnapshotScope.of(Set.of("flyway_schema_history", "tool.log")));
        assertThat(before.to(after).lines()).containsExactly("+ schema tool");
    }

    @Test
    void insideATransactionNothingIsDisturbed() throws Exception {
        execute("set search_path = pg_catalog; set timezone = 'Asia/Tokyo'; set lock_timeout = '3s'");
        connection.setAutoCommit(false);
        Snapshot before = snapshot();
        assertThat(value("select pg_current_xact_id_if_assigned() is null")).isEqualTo("t");
        execute("create table public.seen (id int)");
        assertThat(before.to(snapshot()).lines())
                .containsExactly("+ table  public.seen", "+ column public.seen.id integer");
        assertThat(value("show search_path") + value("show timezone") + value("show lock_timeout"))
                .isEqualTo("pg_catalogAsia/Tokyo3s");
        connection.rollback();
        assertThat(before.to(snapshot()).lines()).isEmpty();
    }

    @Test
    void aTransactionTheScriptBeganStaysOpen() throws Exception {
        execute("begin");
        execute("create table seen (id int)");
        assertThat(snapshot().object("table public.seen")).isNotNull();
        execute("rollback");
        assertThat(snapshot().object("table public.seen")).isNull();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(value("show transaction_read_only")).isEqualTo("off");
    }

    @Test
    void anOrdinaryRoleSeesTheSameInItsOwnTransaction() throws Exception {
        execute("create table seen (id int primary key); create view v as select id from seen;"
                + " create foreign data wrapper w; create server far foreign data wrapper w;"
                + " create user mapping for public server far options (password 'hush')");
        role("schema_reader");
        Snapshot all = snapshot();
        execute("set role schema_reader");
        connection.setAutoCommit(false);
        Snapshot seen = snapshot();
        assertThat(value("select current_user")).isEqualTo("schema_reader");
        assertThat(all.to(seen).lines()).isEmpty();
        assertThat(seen.object("user mapping public on far").attributes())
                .containsEntry("foreign options", "not visible");
        assertThat(all.object("user mapping public on far").attributes())
                .containsEntry("foreign options", "password '***'");
        connection.rollback();
    }

    @Test
    void aCatalogThatMayNotBeReadIsNotVisibleAndNotEmpty() throws Exception {
        execute("create table seen (id int, other int); create statistics s on id, other from seen;"
                + " revoke select on pg_catalog.pg_statistic_ext from public");
        role("schema_reader");
        execute("set role schema_reader");
        Snapshot seen = snapshot();
        assertThat(seen.notVisible()).contains("statistics");
        assertThat(seen.object("table public.seen")).isNotNull();
        assertThat(value("select current_user")).isEqualTo("schema_reader");
    }

    @Test
    void aTableLockedExclusivelyIsNotWaitedForBeyondTheLockTimeout() throws Exception {
        execute("create table seen (id int); create view v as select id from seen");
        try (Session other = Session.open(session.target(), "test")) {
            other.connection().setAutoCommit(false);
            try (Statement statement = other.connection().createStatement()) {
                statement.execute("lock table seen in access exclusive mode");
            }
            execute("set lock_timeout = '50ms'");
            assertThatThrownBy(this::snapshot)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            other.connection().rollback();
        }
        assertThat(snapshot().object("view public.v")).isNotNull();
        assertThat(value("show lock_timeout")).isEqualTo("50ms");
    }

    @Test
    void changesAreGroupedByTheObjectTheyArePartOf() throws Exception {
        execute("create table a (id int); create table b (id int)");
        Snapshot before = snapshot();
        execute("alter table a add x text; create index on a (x); comment on column a.x is 'new'; drop table b");
        var groups = before.to(snapshot()).byObject();
        assertThat(groups)
                .extracting(g -> g.kind() + " " + g.name())
                .containsExactly("table public.b", "table public.a");
        assertThat(groups.get(0).text().after()).isEmpty();
        assertThat(groups.get(1).changes()).hasSize(3);
        assertThat(groups.get(1).text().before()).isEqualTo("CREATE TABLE public.a (\n    id integer\n);\n");
        assertThat(groups.get(1).text().after())
                .isEqualTo("CREATE TABLE public.a (\n    id integer,\n    x text\n);\n\n"
                        + "CREATE INDEX a_x_idx ON public.a USING btree (x);\n\n"
                        + "COMMENT ON COLUMN public.a.x IS 'new';\n");
    }

    @Test
    void temporaryObjectsAndWhatAnExtensionBroughtAreNobodysSchema() throws Exception {
        Snapshot before = snapshot();
        execute("create temp table t (id serial primary key); create temp view v as select 1;"
                + " create extension hstore; create extension btree_gist");
        assertThat(before.to(snapshot()).lines())
                .containsExactly(
                        "+ extension btree_gist 1.8",
                        "+ extension hstore 1.8",
                        "+ comment   extension btree_gist 'support for indexing common datatypes in GiST'",
                        "+ comment   extension hstore 'data type for storing sets of (key, value) pairs'");
        assertThat(snapshot().count() - before.count()).isEqualTo(2);
    }

    private void role(String name) throws SQLException {
        execute("do $$ begin create role " + name + "; exception when duplicate_object then end $$");
    }

    private Snapshot snapshot() throws SQLException {
        return Snapshot.read(connection, ALL);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
