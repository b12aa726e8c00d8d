package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.testing.Database;
import org.turnstone.testing.Postgres15;
import org.turnstone.testing.Scripts;
import org.turnstone.testing.TestServer;

/** Whether a revert is exact: pg_dump, asked before and after each pair, says the same as the proof. */
class JudgedByPgDumpTest {
    private record Pair(String up, String down) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "create table t (id serial primary key, a text, b int default 1, c text collate \"C\")",
                    "drop table t"),
            new Pair("grant select (a) on t to public", "select 1"),
            new Pair("grant insert on t to public", "revoke insert on t from public"),
            new Pair("create index t_a on t (a)", "select 1"),
            new Pair("create index t_b on t (b)", "drop index t_b"),
            new Pair("comment on column t.a is 'x'", "select 1"),
            new Pair("comment on index t_pkey is 'x'", "comment on index t_pkey is null"),
            new Pair("alter table t alter b set default 2", "alter table t alter b drop default"),
            new Pair("alter table t alter b set not null", "alter table t alter b drop not null"),
            new Pair("alter table t alter a set statistics 100", "select 1"),
            new Pair("alter table t alter a set storage external", "alter table t alter a set storage extended"),
            new Pair("alter table t enable row level security", "select 1"),
            new Pair("create policy p on t using (true)", "drop policy p on t"),
            new Pair("alter table t add check (b > 0) not valid", "alter table t drop constraint t_b_check1"),
            new Pair("alter table t replica identity full", "select 1"),
            new Pair("create view v as select id from t", "drop view v"),
            new Pair("create view w as select id from t", "select 1"),
            new Pair("create function f(int) returns int language sql as 'select 1'", "drop function f(int)"),
            new Pair(
                    "create function g(int) returns int language sql as 'select 1'; revoke all on function g(int) from"
                            + " public",
                    "select 1"),
            new Pair("create type mood as enum ('a', 'b')", "drop type mood"),
            new Pair("alter sequence t_id_seq increment 5", "select 1"),
            new Pair("alter table t cluster on t_pkey", "alter table t set without cluster"),
            new Pair("alter default privileges grant select on tables to public", "select 1"),
            new Pair("create extension citext", "drop extension citext"),
            new Pair("alter table t set (fillfactor = 70)", "alter table t reset (fillfactor)"));

    @TempDir
    private Path temporary;

    @Test
    void bothSayTheSame() throws Exception {
        Assumptions.assumeTrue(Postgres15.isHere());
        Scripts scripts = new Scripts(temporary.resolve("pairs"));
        for (int i = 0; i < PAIRS.size(); i++) {
            scripts.with("%02d_p.up.sql".formatted(i + 1), PAIRS.get(i).up)
                    .with("%02d_p.down.sql".formatted(i + 1), PAIRS.get(i).down);
        }
        TurnstoneEngine engine = new TurnstoneEngine(TestServer.server(), new Journal(temporary.resolve("state")));
        RunResult result = engine.run(
                RunRequest.test(engine.open(scripts.folder()), null).on(ScratchPlace.INSTALLED),
                event -> {},
                new Cancellation());

        List<String> pgDump = new ArrayList<>();
        List<String> proof = new ArrayList<>();
        try (Postgres15 server = new Postgres15()) {
            String name = "judged";
            Target target = server.freshDatabase(name);
            try (Database database = new Database(target)) {
                String before = server.dump(name);
                for (int i = 0; i < PAIRS.size(); i++) {
                    database.execute(PAIRS.get(i).up);
                    String up = server.dump(name);
                    String verdict;
                    try {
                        database.execute("begin; " + PAIRS.get(i).down + "; commit");
                        verdict = server.dump(name).equals(before) ? "EXACT" : "NOT_EXACT";
                    } catch (java.sql.SQLException e) {
                        database.execute("rollback");
                        verdict = "FAILED";
                    }
                    pgDump.add(PAIRS.get(i).up + ": " + verdict);
                    // Each from where it should start: what the migrations before it made.
                    if (!verdict.equals("FAILED") && !PAIRS.get(i).down.startsWith("select")) {
                        database.execute(PAIRS.get(i).up);
                    }
                    before = server.dump(name);
                    assertThat(before).as(PAIRS.get(i).up).isEqualTo(up);
                }
            }
        }
        for (PairProof pair : result.proof().pairs()) {
            proof.add(PAIRS.get(Integer.parseInt(pair.version()) - 1).up + ": " + pair.verdict());
        }
        assertThat(proof).isEqualTo(pgDump);
    }
}
