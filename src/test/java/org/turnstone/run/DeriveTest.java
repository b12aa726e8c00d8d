package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.turnstone.format.ProjectProblem;

/** Derived reverts are proven before they are offered, and are files that the project's own tool runs. */
class DeriveTest extends EngineFixture {
    private List<RevertOffer> derive(String... versions) throws Exception {
        return engine.proofs()
                .derive(project(), Set.of(versions), null, ScratchPlace.BUILT_IN, event -> {}, new Cancellation());
    }

    @Test
    void whatIsOfferedStandsTheTest() throws Exception {
        scripts.with(
                        "V1__a.sql",
                        "create table a (id int primary key, note text, gone text default 'x');\n"
                                + "create view va as select id from a;")
                .with("V2__b.sql", "alter table a drop column gone; create index a_note on a (lower(note));")
                .with("V3__c.sql", "comment on table a is 'c'; alter table a alter note set not null;")
                .with("V4__d.sql", "create function f() returns int language sql as 'select 1'; drop view va;")
                .with("V5__data.sql", "insert into a values (1, 'x');");
        List<RevertOffer> offers = derive();
        assertThat(offers).extracting(o -> o.migration().version()).containsExactly("1", "2", "3", "4", "5");
        assertThat(offers)
                .as(offers.stream().map(RevertOffer::missing).toList().toString())
                .extracting("verdict")
                .containsExactly(
                        RevertOffer.Verdict.PROVEN,
                        RevertOffer.Verdict.PROVEN,
                        RevertOffer.Verdict.PROVEN,
                        RevertOffer.Verdict.PROVEN,
                        RevertOffer.Verdict.NO_CHANGE);
        RevertOffer second = offers.get(1);
        assertThat(second.file()).isEqualTo(scripts.folder().resolve("U2__b.sql"));
        assertThat(second.text()).startsWith("-- Takes V2 (b) back.").contains("It does not bring back:");
        assertThat(second.losses().toString()).contains("gone");
        assertThat(scripts.folder().resolve("U2__b.sql")).doesNotExist();

        for (RevertOffer offer : offers) {
            if (offer.isOffered()) {
                engine.proofs().write(offer);
            }
        }
        assertThatThrownBy(() -> engine.proofs().write(second))
                .isInstanceOf(ProjectProblem.class)
                .hasMessageContaining("is there already");
        RunResult proof = run(RunRequest.test(project(), null));
        assertThat(proof.proof().pairs())
                .as(proof.toString())
                .extracting("verdict")
                .containsExactly(
                        PairProof.Verdict.EXACT,
                        PairProof.Verdict.EXACT,
                        PairProof.Verdict.EXACT,
                        PairProof.Verdict.EXACT,
                        PairProof.Verdict.NO_REVERT);
        assertThat(derive()).extracting(o -> o.migration().version()).containsExactly("5");
        assertThat(database.rows("select datname from pg_database where datname like 'turnstone\\_scratch%'"))
                .isEmpty();
    }

    @Test
    void aMigrationThatFailsSaysWhyForAllAfterIt() throws Exception {
        scripts.with("1_a.sql", "create table a (id int)")
                .with("2_b.sql", "create table b (name citext)")
                .with("3_c.sql", "create table c (id int)");
        List<RevertOffer> offers = derive();
        assertThat(offers)
                .extracting("verdict")
                .containsExactly(RevertOffer.Verdict.PROVEN, RevertOffer.Verdict.FAILED, RevertOffer.Verdict.FAILED);
        assertThat(offers.get(1).missing().toString()).contains("citext").contains("turnstone.toml");
        assertThat(offers.getFirst().file()).isEqualTo(scripts.folder().resolve("1_a.down.sql"));
        assertThatThrownBy(() -> derive("9")).isInstanceOf(RunRefused.class).hasMessageContaining("version 9");
    }

    @Test
    void prismasRevertsStandBesideTheirMigrations() throws Exception {
        scripts.with("prisma/migrations/20240101000000_a/migration.sql", "create table a (id int)")
                .with("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
        RevertOffer offer = derive().getFirst();
        assertThat(offer.file()).isEqualTo(scripts.folder().resolve("prisma/migrations/20240101000000_a/down.sql"));
        engine.proofs().write(offer);
        assertThat(Files.readString(offer.file())).contains("DROP TABLE");
        assertThat(run(RunRequest.test(project(), null)).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }
}
