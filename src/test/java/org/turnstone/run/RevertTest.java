package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.turnstone.sql.DataLoss;

/** After a revert Turnstone and Flyway itself say the same. */
class RevertTest extends EngineFixture {
    /** Flyway as its users run it, with its own connections and its own settings. */
    private Flyway flyway() {
        var address = target.address();
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(),
                        address.user(),
                        address.password().reveal())
                .locations("filesystem:" + scripts.folder())
                .load();
    }

    private String states() {
        StringBuilder result = new StringBuilder();
        for (MigrationInfo info : flyway().info().all()) {
            result.append(info.getVersion()).append(' ').append(info.getState()).append('\n');
        }
        return result.toString();
    }

    @Test
    void flywayAgreesBeforeAndAfter() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__b.sql", "create table b (id int);")
                .with("U2__b.sql", "drop table b;")
                .with("V3__c.sql", "create table c (id int);")
                .with("U3__c.sql", "drop table c;");
        flyway().migrate();
        assertThat(status().pending()).isEmpty();

        RunResult result = revert(2);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.steps()).extracting("version").containsExactly("3", "2");
        assertThat(relations()).contains("a").doesNotContain("b", "c");
        assertThat(status().pending()).extracting("version").containsExactly("2", "3");
        assertThat(status().pending().get(0).note()).contains("reverted");
        assertThat(flyway().info().pending())
                .extracting(i -> i.getVersion().toString())
                .containsExactly("2", "3");

        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(2);
        flyway().validate();
        assertThat(status().pending()).isEmpty();

        revert(1);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        flyway().validate();
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(states()).contains("3 SUCCESS");
    }

    @Test
    void downToAVersionWhichStays() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V1_1__b.sql", "create table b (id int);")
                .with("U1_1__b.sql", "drop table b;")
                .with("V2__c.sql", "create table c (id int);")
                .with("U2__c.sql", "drop table c;");
        migrate();
        run(RunRequest.revert(project(), target, 0).to("1"));
        assertThat(status().pending()).extracting("version").containsExactly("1.1", "2");
        assertThatThrownBy(() -> revert(1)).isInstanceOf(RunRefused.class).hasMessageContaining("U1__a.sql");
    }

    @Test
    void whatGoesIsKnownWithItsRowsBeforeAnythingDoes() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("U1__a.sql", "truncate a;\ndrop table a;")
                .with("V2__b.sql", "alter table a add b int;\ninsert into a select g, g from generate_series(1, 7) g;")
                .with("U2__b.sql", "delete from a;\nalter table a drop column b;");
        migrate();
        database.execute("analyze a");
        RunRequest two = RunRequest.revert(project(), target, 2);
        DataThatGoes goes = engine.dataThatGoes(two);
        assertThat(goes.losses())
                .containsExactly(
                        new DataLoss(DataLoss.Kind.ALL_ROWS, "a", null),
                        new DataLoss(DataLoss.Kind.COLUMN, "a", "b"),
                        new DataLoss(DataLoss.Kind.TABLE, "a", null));
        assertThat(goes.rows()).containsEntry("a", 7L);
        assertThat(goes.unread()).isEmpty();
        assertThat(database.value("select count(*) from a")).isEqualTo("7");
        assertThatThrownBy(() -> engine.dataThatGoes(two.to("9"))).isInstanceOf(RunRefused.class);
        assertThat(engine.dataThatGoes(RunRequest.dryRun(project(), target).rehearsingRevert(1))
                        .losses())
                .hasSize(2);
    }

    @Test
    void eachRevertIsATransactionOfItsOwn() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("U1__a.sql", "drop table a;\ndrop table nothing_there;")
                .with("V2__b.sql", "create table b (id int);")
                .with("U2__b.sql", "drop table b;");
        migrate();
        RunResult result = revert(2);
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.firstError().file()).isEqualTo("U1__a.sql");
        assertThat(result.firstError().line()).isEqualTo(2);
        assertThat(relations()).contains("a").doesNotContain("b");
        assertThat(status().pending()).extracting("version").containsExactly("2");
        assertThat(result.summary())
                .contains("Reverting V1 (a) failed and was rolled back")
                .contains("V2 (b)");
    }

    @Test
    void aRepeatableWhoseViewWentWithTheRevertRunsAgain() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("U1__a.sql", "drop view if exists a_view;\ndrop table a;")
                .with("V2__b.sql", "create table b (id int);")
                .with("U2__b.sql", "drop table b;")
                .with("R__a_view.sql", "create or replace view a_view as select * from a;")
                .with("R__other.sql", "create or replace function f() returns int language sql as 'select 1';");
        migrate();
        revert(1);
        assertThat(status().pending()).extracting("description").containsExactly("b");
        revert(1);
        assertThat(status().pending()).extracting("description").containsExactly("a", "b", "a view");
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
        assertThat(relations()).contains("a_view");
        flyway().validate();
    }

    @Test
    void aScriptOutsideATransactionIsReverted() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__i.sql", "create index concurrently a_idx on a (id);")
                .with("U2__i.sql", "drop index concurrently a_idx;");
        migrate();
        assertThat(revert(1).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).doesNotContain("a_idx");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aRepeatableThatRanTwiceIsTakenBackOnce() throws Exception {
        scripts.with("V1__f.sql", "create function f() returns int language sql as 'select 1';")
                .with("U1__f.sql", "drop function f() cascade;")
                .with("V2__t.sql", "create table t(i int);")
                .with("U2__t.sql", "drop table t cascade;")
                .with("R__w.sql", "drop view if exists w; create view w as select f() x, i from t;");
        migrate();
        scripts.with("R__w.sql", "drop view if exists w; create view w as select f() x, i, 2 y from t;");
        migrate();
        revert(1);
        revert(1);
        assertThat(database.rows(
                        "select count(*) from flyway_schema_history where version is null and type = 'DELETE'"))
                .containsExactly("1");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }
}
