package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.turnstone.report.Cells;
import org.turnstone.report.Samples;
import org.turnstone.run.LeftoverIndex;
import org.turnstone.run.LockReport;

/** What a terminal shows of impact, locks and those who hold them. */
class LocksAndImpactTest {
    private static final String URL = "postgresql://anna@db:5432/shop";

    private final CliRun cli = new CliRun();

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 140})
    void aDryRunsTablesFitTheTerminal(int width) {
        cli.engine.result = Samples.observed();
        cli.interactive = true;
        cli.width = width;
        cli.environment.put("NO_COLOR", "1");
        cli.run("dry-run", "--url", URL);
        assertThat(cli.exitCode).isZero();
        List<String> table = cli.out
                .lines()
                .filter(line -> line.matches("(.* [0-9]+  .*(ms|s)|public.*|billing.*)")
                        || line.contains("Lock taken")
                        || line.contains("more like it"))
                .toList();
        assertThat(table)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(width));
        assertThat(cli.out)
                .contains("Strongest lock: ACCESS EXCLUSIVE on public.order_items (1 204 331 rows), held 185 ms: reads"
                        + " and writes wait.")
                .contains("Nothing was changed:")
                .contains("number 4711: aborted")
                .contains("rewrite");
    }

    @Test
    void jsonHasAllOfIt() {
        cli.engine.result = Samples.observed();
        var json = cli.run("dry-run", "--url", URL, "--json").json();
        var impact = json.at("/steps/0/statements/1/impact");
        assertThat(impact.at("/locks/0/mode").asString()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(impact.at("/locks/1/rows").isNull()).isTrue();
        assertThat(impact.at("/rewritten/0").asString()).isEqualTo("public.order_items");
        assertThat(impact.at("/scans/0/rows").asLong()).isEqualTo(2_408_662);
        assertThat(impact.at("/walBytes").isNull()).isTrue();
        assertThat(json.at("/steps/1/statements/1/impact").isNull()).isTrue();
        assertThat(json.at("/steps/1/statements/3/impact/statements").asInt()).isEqualTo(3);
        assertThat(json.at("/locks/0/heldMs").asInt()).isEqualTo(185);
        assertThat(json.at("/evidence/holds").asBoolean()).isTrue();
        assertThat(json.at("/blockers").size()).isZero();
    }

    @Test
    void whoStoodInTheWayIsSaid() {
        cli.engine.result = Samples.blocked();
        cli.run("dry-run", "--url", URL);
        assertThat(cli.exitCode).isEqualTo(Exit.LOCKED);
        assertThat(cli.err)
                .contains("In the way: process 4711 (bob, turnstone 20260101-000000-abcdef, idle in transaction), from"
                        + " 10.0.0.7, transaction open for 3 min 05 s, left by a Turnstone that was killed")
                .contains("waits for SHARE on public.orders")
                .contains("SELECT * FROM orders …");
        var blocker = cli.run("dry-run", "--url", URL, "--json").json().at("/blockers/1");
        assertThat(blocker.at("/pid").asInt()).isEqualTo(4711);
        assertThat(blocker.at("/orphan").asBoolean()).isTrue();
        assertThat(blocker.at("/ageMs").asLong()).isEqualTo(185_000);
    }

    private void queue() {
        cli.engine.locks = new LockReport(
                Samples.observed().target(),
                List.of(
                        Samples.session(4712, List.of(4711), "SHARE on public.orders", false),
                        Samples.session(4711, List.of(), null, false)),
                List.of(new LeftoverIndex("public.i_ccnew", "public.orders", "CREATE INDEX …", true)),
                List.of());
    }

    @Test
    void locksShowsTheQueueAsATree() {
        queue();
        cli.run("locks", "--url", URL);
        assertThat(cli.exitCode).isZero();
        List<String> lines = cli.out.lines().toList();
        assertThat(cli.out)
                .contains("1 session waiting")
                .contains("--terminate 4711")
                .contains("public.i_ccnew");
        assertThat(lines.indexOf(line(lines, "■ process 4711"))).isLessThan(lines.indexOf(line(lines, "process 4712")));
        assertThat(line(lines, "process 4712")).startsWith("    ");
        assertThat(cli.engine.done).isEmpty();
        var json = cli.run("locks", "--url", URL, "--json").json();
        assertThat(json.at("/sessions/0/waitsFor/0").asInt()).isEqualTo(4711);
        assertThat(json.at("/leftovers/0/copy").asBoolean()).isTrue();
    }

    private static String line(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    @Test
    void nothingIsEndedWithoutAYes() {
        queue();
        cli.run("locks", "--url", URL, "--terminate", "4711");
        assertThat(cli.exitCode).isEqualTo(Exit.USAGE);
        assertThat(cli.err).contains("Nobody is here to confirm");
        cli.interactive = true;
        cli.input = "no\n".getBytes(StandardCharsets.UTF_8);
        cli.run("locks", "--url", URL, "--terminate", "4711");
        assertThat(cli.exitCode).isEqualTo(Exit.USAGE);
        assertThat(cli.engine.done).isEmpty();
        cli.input = "y\n".getBytes(StandardCharsets.UTF_8);
        cli.run("locks", "--url", URL, "--terminate", "4711");
        cli.run("locks", "--url", URL, "--cancel", "4712", "--yes");
        cli.run("locks", "--url", URL, "--drop-index", "public.i_ccnew", "--yes", "--json");
        assertThat(cli.json().at("/done").asString()).isEqualTo("dropped public.i_ccnew");
        assertThat(cli.engine.done).containsExactly("terminated 4711", "cancelled 4712", "dropped public.i_ccnew");
        cli.run("locks", "--url", URL, "--cancel", "1", "--terminate", "1");
        assertThat(cli.exitCode).isEqualTo(Exit.USAGE);
    }

    @Test
    void retriesAreAsked() {
        cli.run("migrate", "--url", URL, "--lock-retries", "2");
        assertThat(cli.engine.request.lockRetries()).isEqualTo(2);
        cli.run("migrate", "--url", URL);
        assertThat(cli.engine.request.lockRetries()).isEqualTo(5);
        cli.run("migrate", "--url", URL, "--lock-retries", "-1");
        assertThat(cli.exitCode).isEqualTo(Exit.USAGE);
    }
}
