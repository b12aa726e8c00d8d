package org.turnstone.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.Session;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** What becomes of data on the way back, and what is said about it; that the schema comes back, the corpus shows. */
class InverseTest {
    private Session session;
    private Connection connection;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        Target target = TestServer.freshDatabase();
        session = Session.open(target, "test");
        connection = session.connection();
        database = new Database(target);
    }

    @AfterEach
    void close() {
        database.close();
        session.close();
    }

    @Test
    void whatWasRenamedIsRenamedBackWithItsData() throws Exception {
        execute("create table people (id int primary key, name text); insert into people values (1, 'Ada');"
                + " create view names as select name from people");
        DerivedRevert revert =
                reverted("alter table people rename to persons; alter table persons rename name to full_name");
        assertThat(revert.losses()).isEmpty();
        assertThat(revert.statements())
                .containsExactly(
                        "ALTER TABLE public.persons RENAME TO people",
                        "ALTER TABLE public.people RENAME COLUMN full_name TO name");
        assertThat(database.rows("select * from people")).containsExactly("1|Ada");
    }

    @Test
    void aColumnDroppedAndAnotherAddedIsNoRename() throws Exception {
        execute("create table t (id int, a text); insert into t values (1, 'x')");
        DerivedRevert revert = reverted("alter table t drop a; alter table t add b text; update t set b = 'y'");
        assertThat(revert.statements())
                .containsExactly("ALTER TABLE public.t DROP COLUMN b", "ALTER TABLE public.t ADD COLUMN a text");
        assertThat(revert.losses())
                .containsExactly(
                        "The values of column public.t.a are lost.",
                        "Values written to column public.t.b since are lost.");
    }

    @Test
    void namesExchangedOrTakenOverComeBack() throws Exception {
        execute("create table orders (id int); insert into orders values (7)");
        DerivedRevert revert = reverted("alter table orders rename to orders_old; create table orders (id bigint)");
        assertThat(revert.statements())
                .containsExactly("DROP TABLE public.orders", "ALTER TABLE public.orders_old RENAME TO orders");
        assertThat(database.rows("select id from orders")).containsExactly("7");
    }

    @Test
    void aLabelIsTakenFromAnEnumWithoutLosingRows() throws Exception {
        execute("create type mood as enum ('sad', 'ok'); create table t (id int, m mood default 'ok', ms mood[]);"
                + " insert into t values (1, 'sad', '{sad,ok}'); create index on t (id) where m = 'ok';"
                + " create view v as select m from t; create function f(mood) returns text language sql as 'select 1'");
        DerivedRevert revert = reverted("alter type mood add value 'great'");
        assertThat(revert.losses())
                .containsExactly("Rows that hold 'great' of public.mood make the revert fail: change them first.");
        assertThat(database.rows("select id, m, ms from t")).containsExactly("1|sad|{sad,ok}");
    }

    @Test
    void aNarrowedTypeComesBackWithoutWhatWasCutOff() throws Exception {
        execute("create table t (price numeric(12, 4), name text)");
        DerivedRevert revert = reverted("alter table t alter price type numeric(10, 2), alter name type varchar(5)");
        assertThat(revert.losses())
                .containsExactly(
                        "What public.t.name lost when it became character varying(5) does not come back with text.",
                        "What public.t.price lost when it became numeric(10,2) does not come back with"
                                + " numeric(12,4).");
    }

    @Test
    void aWidenedTypeMayNotFitAnyMore() throws Exception {
        execute("create table t (id int)");
        DerivedRevert revert = reverted("alter table t alter id type bigint");
        assertThat(revert.losses())
                .containsExactly(
                        "Values of public.t.id that do not fit integer make the revert fail or are rounded; it was"
                                + " bigint.");
    }

    @Test
    void aTableDroppedAndMadeAnewIsSaidToHaveLostItsRows() throws Exception {
        execute("create table t (id int); insert into t values (1)");
        DerivedRevert revert = reverted("drop table t; create table t (id int); alter table t add x int");
        assertThat(revert.losses())
                .contains("The table public.t was dropped and created anew: its former rows are lost.");
    }

    @Test
    void aSecretCannotComeBackSoNothingIsOffered() throws Exception {
        execute("create foreign data wrapper w; create server far foreign data wrapper w;"
                + " create user mapping for public server far options (user 'x', password 'hush')");
        Snapshot before = snapshot();
        execute("drop user mapping for public server far");
        DerivedRevert revert = Inverse.of(before, snapshot());
        assertThat(revert.isComplete()).isFalse();
        assertThat(revert.missing())
                .containsExactly("The user mapping public on far has a secret that no snapshot holds.");
        assertThat(revert.toString() + before.objects()).doesNotContain("hush");
    }

    @Test
    void anEmptyDifferenceHasAnEmptyInverse() throws Exception {
        execute("create table t (id int)");
        Snapshot now = snapshot();
        DerivedRevert revert = Inverse.of(now, now);
        assertThat(revert.statements()).isEmpty();
        assertThat(revert.losses()).isEmpty();
        assertThat(revert.missing()).isEmpty();
    }

    /** Does it, takes it back by the inverse, and makes sure that nothing is left. */
    private DerivedRevert reverted(String sql) throws SQLException {
        Snapshot before = snapshot();
        execute(sql);
        DerivedRevert revert = Inverse.of(before, snapshot());
        assertThat(revert.missing()).isEmpty();
        for (String statement : revert.statements()) {
            execute(statement);
        }
        assertThat(before.to(snapshot()).lines()).isEmpty();
        return revert;
    }

    private Snapshot snapshot() throws SQLException {
        return Snapshot.read(connection, SnapshotScope.of(Set.of()));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
