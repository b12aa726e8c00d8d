package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.run.PairProof.Verdict;

/** A test on scratch as a proof: what is exact, what is not, and where. */
class ProofTest extends EngineFixture {
    private void pair(int version, String up, String down) {
        scripts.with(version + "_v" + version + ".up.sql", up).with(version + "_v" + version + ".down.sql", down);
    }

    private RunResult prove() throws Exception {
        return run(RunRequest.test(project(), null));
    }

    private static PairProof pair(RunResult result, String version) {
        return result.proof().pairs().stream()
                .filter(p -> version.equals(p.version()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(RunResult result) {
        return result.tests().stream().map(TestStep::title).toList();
    }

    /** No scratch database and no role stays on the server. */
    private void nothingStays() throws Exception {
        assertThat(database.rows("select datname from pg_database where datname like 'turnstone\\_scratch%'"))
                .isEmpty();
        assertThat(database.rows("select rolname from pg_roles where rolname like 'proof\\_%'"))
                .isEmpty();
    }

    @Test
    void exactRevertsAreProvenStepByStep() throws Exception {
        pair(1, "create table people (id int primary key, name text)", "drop table people");
        pair(2, "create index people_name on people (lower(name))", "drop index people_name");
        RunResult result = prove();

        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.summary())
                .isEqualTo("2 migrations replay, and all of them revert to exactly the schema they started from.");
        assertThat(titles(result))
                .containsExactly(
                        "Apply 2 migrations",
                        "Revert them, newest first",
                        "Compare with what was there before",
                        "Apply again");
        assertThat(result.tests()).extracting("result").containsExactly("ok", "ok", "identical", "ok, identical");
        assertThat(result.proof().pairs()).extracting("verdict").containsExactly(Verdict.EXACT, Verdict.EXACT);
        assertThat(pair(result, "2").change().lines())
                .singleElement()
                .asString()
                .contains("public.people_name");
        assertThat(result.change().changes())
                .extracting(c -> c.object().name())
                .contains("public.people", "public.people_name");
        TestStep apply = result.tests().getFirst();
        assertThat(apply.objects()).isGreaterThan(apply.objectsBefore());
        nothingStays();
    }

    /** Each of these is what people forget; the last is right, and must not be hidden by the others. */
    @Test
    void whatARevertForgotIsNamedAndHidesNothingElse() throws Exception {
        scripts.with("turnstone.toml", "[scratch]\nroles = [\"proof_reader\"]\n");
        pair(1, "create table people (id int primary key, name text)", "drop table people");
        pair(2, "grant select on people to proof_reader", "select 1");
        pair(3, "create index people_name on people (name)", "select 1");
        pair(4, "comment on column people.name is 'as written'", "select 1");
        pair(5, "alter table people add age int", "alter table people drop column age");
        pair(6, "alter table people add born date", "alter table people drop column no_such");
        RunResult result = prove();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.proof().pairs())
                .as(result.tests().toString())
                .extracting("verdict")
                .containsExactly(
                        Verdict.EXACT,
                        Verdict.NOT_EXACT,
                        Verdict.NOT_EXACT,
                        Verdict.NOT_EXACT,
                        Verdict.EXACT,
                        Verdict.FAILED);
        assertThat(pair(result, "2").remainder().lines().toString()).contains("proof_reader");
        assertThat(pair(result, "3").remainder().lines())
                .singleElement()
                .asString()
                .contains("+ index public.people_name");
        assertThat(pair(result, "4").remainder().lines())
                .singleElement()
                .asString()
                .contains("as written");
        assertThat(pair(result, "6").error().message()).contains("no_such");
        assertThat(result.summary())
                .contains("4 of 6 reverts do not restore the schema")
                .contains("2 (v2)");
        nothingStays();
    }

    @Test
    void oneThatCannotBeRevertedLeavesTheOthersToBeJudged() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        pair(2, "create table b (id int)", "select 'forgot'");
        scripts.with("3_c.sql", "create table c (id int)");
        pair(4, "create table d (id int)", "drop table d");
        RunResult result = prove();

        assertThat(result.proof().pairs())
                .extracting("verdict")
                .containsExactly(Verdict.EXACT, Verdict.NOT_EXACT, Verdict.NO_REVERT, Verdict.EXACT);
        assertThat(pair(result, "2").remainder().lines().toString()).contains("public.b");
    }

    @Test
    void aMigrationThatFailsDoesNotKeepThoseBeforeItFromBeingJudged() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        pair(2, "-- no-transaction\ncreate table left_over (id int);\nselect no_such();", "drop table left_over");
        pair(3, "create table c (id int)", "drop table c");
        RunResult result = prove();

        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.proof().pairs())
                .extracting("verdict")
                .containsExactly(Verdict.EXACT, Verdict.FAILED, Verdict.NOT_REACHED);
        assertThat(pair(result, "2").error().message()).contains("no_such");
        assertThat(result.summary()).contains("2 (v2) failed");
    }

    @Test
    void driftIsShownAndIsNoFaultOfThePending() throws Exception {
        pair(1, "create table a (id int, note text)", "drop table a");
        migrate();
        database.execute("create index by_hand on a (note); alter table a alter note set not null");
        pair(2, "create table b (id int)", "drop table b");
        RunResult result = run(RunRequest.test(project(), target));

        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.summary())
                .isEqualTo("2 migrations replay, and the pending one reverts to exactly the schema it started from.");
        TestStep compare = result.tests().get(1);
        assertThat(compare.title()).isEqualTo("Compare with " + target.name());
        assertThat(compare.details())
                .as("names stand under each other")
                .contains("index  public.by_hand exists only on " + target.name());
        assertThat(compare.difference().changes())
                .extracting(c -> c.object().name())
                .contains("public.by_hand", "public.a.note");
        assertThat(result.proof().drift()).isEqualTo(compare.difference());
        assertThat(titles(result)).contains("Compare with step 1");
        assertThat(result.evidence().holds()).isTrue();
    }

    @Test
    void diffSaysHowTheTargetIsNotWhatItsHistoryMakes() throws Exception {
        pair(1, "create table a (id int, note text)", "drop table a");
        migrate();
        RunResult none = run(RunRequest.diff(project(), target));
        assertThat(none.outcome()).as(none.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(none.change().isEmpty()).isTrue();

        database.execute(
                "grant connect on database " + target.name() + " to public; comment on database " + target.name()
                        + " is 'the target'; alter database " + target.name() + " set intervalstyle = 'iso_8601'");
        RunResult environment = run(RunRequest.diff(project(), target));
        assertThat(environment.change().lines()).isEmpty();
        assertThat(environment.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(environment.advice().toString()).contains("left out");

        database.execute("comment on table a is 'by hand'; create function f() returns int language sql as 'select 1'");
        RunResult drift = run(RunRequest.diff(project(), target));
        assertThat(drift.outcome()).isEqualTo(RunOutcome.NOT_CLEAN);
        assertThat(drift.change().lines().toString()).contains("by hand").contains("public.f()");
        assertThat(drift.evidence().holds()).isTrue();
        assertThat(drift.evidence().proofs().toString()).contains("pg_current_xact_id_if_assigned() is null");
        nothingStays();
    }

    @Test
    void whatTheScratchLacksIsSaidWithWhatToWrite() throws Exception {
        pair(
                1,
                "create table a (id int); grant select on a to proof_one; grant insert on a to proof_two",
                "drop table a");
        RunResult roles = prove();
        assertThat(roles.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(roles.advice().toString())
                .contains("turnstone.toml: [scratch] roles = [\"proof_one\", \"proof_two\"]");

        scripts.with("turnstone.toml", "[scratch]\nroles = [\"proof_one\", \"proof_two\"]\n");
        assertThat(prove().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        nothingStays();

        pair(2, "create table b (name citext)", "drop table b");
        assertThat(prove().advice().toString()).contains("extensions = [\"citext\"]");
        scripts.with(
                "turnstone.toml",
                "[scratch]\nroles = [\"proof_one\", \"proof_two\"]\nextensions = [\"citext\"]\nsetup = [\"create schema"
                        + " app\"]\n");
        pair(3, "create table app.c (id int)", "drop table app.c");
        assertThat(prove().outcome()).isEqualTo(RunOutcome.SUCCEEDED);

        scripts.with("turnstone.toml", "[scratch]\nsetup = [\"create no such\"]\n");
        assertThatThrownBy(this::prove).hasMessageContaining("turnstone.toml").hasMessageContaining("\"no\"");
        nothingStays();
    }

    @Test
    void aTemporaryDatabaseOnTheTargetsServerServesAndGoes() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        migrate();
        pair(2, "create table b (id int)", "select 1");
        database.execute("create database turnstone_scratch_killed_" + target.name());
        RunResult result = run(RunRequest.test(project(), target).on(ScratchPlace.TARGET));
        assertThat(result.advice().toString()).contains("Removed turnstone_scratch_killed_" + target.name());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(pair(result, "2").verdict()).isEqualTo(Verdict.NOT_EXACT);
        assertThat(result.target().server())
                .contains(String.valueOf(target.address().port()));
        RunResult none = run(RunRequest.diff(project(), target).on(ScratchPlace.TARGET));
        assertThat(none.change().lines()).isEmpty();
        assertThat(none.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(relations()).contains("a").doesNotContain("b");
        nothingStays();

        pair(3, "create role proof_real", "drop role proof_real");
        assertThatThrownBy(() -> run(RunRequest.test(project(), target).on(ScratchPlace.TARGET)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("CREATE ROLE");
        nothingStays();
    }

    @Test
    void anInstalledPostgresServes() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        RunResult result = run(RunRequest.test(project(), null).on(ScratchPlace.INSTALLED));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.proof().place()).isEqualTo(ScratchPlace.INSTALLED);
    }

    @Test
    void aKeptDatabaseIsListedAndDropped() throws Exception {
        pair(1, "create table kept (id int)", "drop table kept");
        RunResult result = run(RunRequest.test(project(), null).keepingScratch());
        assertThat(result.proof().kept())
                .contains("PGPASSFILE")
                .contains(result.target().database());
        ScratchLeftover left = engine.proofs().leftovers(null).stream()
                .filter(l -> l.name().equals(result.target().database()))
                .findFirst()
                .orElseThrow();
        assertThat(left.kept()).isTrue();
        engine.proofs().drop(left, null);
        assertThat(engine.proofs().leftovers(null)).doesNotContain(left);
    }

    @Test
    void aCancelledTestLeavesNoDatabase() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        pair(2, "select pg_sleep(30)", "select 1");
        Cancellation cancellation = new Cancellation();
        RunResult result = engine.run(
                RunRequest.test(project(), null),
                event -> {
                    if (event instanceof RunEvent.StatementStarted s && s.sql().contains("pg_sleep")) {
                        Thread.startVirtualThread(() -> {
                            try {
                                Thread.sleep(200);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            cancellation.cancel();
                        });
                    }
                },
                cancellation);
        assertThat(result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        nothingStays();
    }

    @Test
    void plantedRowsShowWhatApplyingAndRevertingKeeps() throws Exception {
        pair(
                1,
                "create type mood as enum ('sad', 'happy');\n"
                    + "create domain percent as int check (value between 0 and 100);\n"
                    + "create table people (id bigint generated always as identity primary key, email varchar(40) not"
                    + " null unique check (email like '%@%'), mood mood not null, share percent not null, tags text[],"
                    + " extra jsonb not null, valid daterange not null, ref uuid not null, code char(2) not null check"
                    + " (code in ('DE', 'AT')));\n"
                    + "create table orders (id serial primary key, person bigint not null references people, total"
                    + " numeric(6,2) not null check (total > 0), note text, doubled numeric generated always as (total"
                    + " * 2) stored);\n"
                    + "create table hopeless (id int check (id > 5 and id < 5) not null)",
                "drop table hopeless, orders, people; drop domain percent; drop type mood");
        migrate();
        pair(
                2,
                "alter table orders drop column note; alter table orders rename total to amount; update people set"
                        + " code = 'DE'",
                "alter table orders rename amount to total; alter table orders add column note text");
        RunResult result = run(RunRequest.test(project(), target).planting(3));

        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(result.proof().planted())
                .contains(new PlantedTable("public.people", 3, null), new PlantedTable("public.orders", 3, null));
        assertThat(result.proof().planted())
                .filteredOn(t -> t.table().equals("public.hopeless"))
                .singleElement()
                .matches(t -> t.rows() == 0 && t.problem().contains("hopeless_id_check"));
        List<ColumnFate> fates = result.proof().fates();
        assertThat(fates)
                .contains(new ColumnFate("2", Direction.UP, "public.orders", "note", false, "the column is gone"))
                .contains(new ColumnFate(
                        "2", Direction.DOWN, "public.orders", "note", false, "3 of 3 values are null now"));
        assertThat(fates)
                .filteredOn(f -> f.kept() && f.direction() == Direction.DOWN)
                .extracting("column")
                .contains("total", "mood", "tags", "extra", "valid", "ref")
                .doesNotContain("note");
        assertThat(pair(result, "2").verdict()).isEqualTo(Verdict.EXACT);
        assertThat(pair(result, "2").losses().toString()).contains("another order");
    }

    @Test
    void migrationsThatFailOnRowsAreFound() throws Exception {
        pair(1, "create table a (id int primary key)", "drop table a");
        pair(2, "alter table a add column b int not null", "alter table a drop column b");
        assertThat(prove().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        RunResult result = run(RunRequest.test(project(), null).planting(2));
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(pair(result, "2").error().message()).contains("contains null values");
        assertThat(result.advice().toString()).contains("--rows");
    }

    @Test
    void manyPairsAreJudgedAtTheirPlaces() throws Exception {
        for (int i = 1; i <= ScratchTest.LONGEST_CHAIN + 5; i++) {
            pair(i, "create table t" + i + " (id int)", i == 7 || i == 40 ? "select 1" : "drop table t" + i);
        }
        RunResult result = prove();
        assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(result.proof().pairs().stream().filter(p -> p.verdict() == Verdict.NOT_EXACT))
                .extracting("version")
                .containsExactly("7", "40");
        assertThat(result.proof().count(Verdict.EXACT)).isEqualTo(ScratchTest.LONGEST_CHAIN + 3);
        assertThat(pair(result, "40").remainder().lines()).allMatch(line -> line.contains("t40"));
        nothingStays();
    }
}
