package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Remedy;

/** The ways out of a bad state: what will be written is shown exactly, and exactly that is written. */
class RemedyTest extends EngineFixture {
    private List<RowChange> rehearse(Remedy remedy) throws Exception {
        return engine.rehearse(project(), target, remedy);
    }

    private List<RowChange> apply(Remedy remedy) throws Exception {
        return engine.apply(project(), target, remedy);
    }

    @Test
    void repairAcceptsAnEditedFileAfterSayingWhichRow() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
        migrate();
        scripts.with("V2__b.sql", "create table b (id int); -- edited");
        List<RowChange> shown = rehearse(new Remedy.Repair());
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).before().get("checksum"))
                .isNotEqualTo(shown.get(0).after().get("checksum"));
        assertThat(shown.get(0).after()).containsEntry("version", "2");
        assertThat(status().count(MigrationState.CHANGED)).as("only shown").isEqualTo(1);

        assertThat(apply(new Remedy.Repair())).isEqualTo(shown);
        assertThat(status().isClean()).isTrue();
        assertThat(rehearse(new Remedy.Repair())).isEmpty();
    }

    @Test
    void repairTakesAFailedRowAway() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);\nselect 1/0;")
                .with("V1__a.sql.conf", "executeInTransaction=false\n");
        migrate();
        List<RowChange> changes = apply(new Remedy.Repair());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).after()).isNull();
        assertThat(status().pending()).hasSize(1);
    }

    @Test
    void baselineTakesADatabaseOver() throws Exception {
        database.execute("create table theirs (id int)");
        scripts.with("V1__a.sql", "create table theirs (id int);").with("V2__b.sql", "create table b (id int);");
        assertThat(rehearse(new Remedy.Baseline("1", "as it was"))).hasSize(1);
        assertThat(relations()).doesNotContain("flyway_schema_history");
        apply(new Remedy.Baseline("1", "as it was"));
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("b");
        assertThat(status().entries()).extracting("state").contains(MigrationState.BASELINE, MigrationState.APPLIED);
    }

    @Test
    void oneMigrationIsMarkedAppliedOrReverted() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__b.sql", "create table b (id int);")
                .with("R__v.sql", "select 1;");
        assertThatThrownBy(() -> apply(new Remedy.MarkApplied("2")))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("1 is");
        assertThat(apply(new Remedy.MarkApplied("1"))).hasSize(1);
        assertThat(relations()).doesNotContain("a");
        assertThat(status().pending()).extracting("description").containsExactly("b", "v");
        apply(new Remedy.MarkReverted("1"));
        assertThat(status().pending()).extracting("description").containsExactly("a", "b", "v");
        assertThatThrownBy(() -> apply(new Remedy.MarkReverted("1"))).isInstanceOf(RunRefused.class);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void aNewMigrationIsNumberedAsTheProjectIs() throws Exception {
        scripts.with("sql/V1__a.sql", "select 1;").with("sql/V1.9__b.sql", "select 1;");
        assertThat(engine.create(project(), NewMigration.called("add  customer email")))
                .extracting(f -> f.getFileName().toString())
                .containsExactly("V1_10__add_customer_email.sql", "U1_10__add_customer_email.sql");
        scripts.with("sql/V20240101000000__c.sql", "select 1;");
        assertThat(engine.create(project(), NewMigration.called("timed"))
                        .get(0)
                        .getFileName()
                        .toString())
                .matches("V20[0-9]{12}__timed\\.sql");
        assertThatThrownBy(() -> engine.create(project(), NewMigration.called("../evil")))
                .hasMessageContaining("without");
    }
}
