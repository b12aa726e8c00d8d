package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.MigrationState;
import org.turnstone.report.Samples;
import org.turnstone.run.DataThatGoes;
import org.turnstone.run.Direction;
import org.turnstone.run.RunKind;
import org.turnstone.sql.DataLoss;

class CommandsTest {
    private static final String URL = "postgresql://anna@db/shop";

    private final CliRun cli = new CliRun();

    @TempDir
    Path folder;

    @Test
    void withoutADisplayThereIsASentenceAndTheHelp() {
        cli.run();
        assertThat(cli.exitCode).isEqualTo(2);
        assertThat(cli.out).isEmpty();
        assertThat(cli.err).startsWith("There is no display").contains("Usage: turnstone", "Exit codes:");
        assertThat(cli.windows).isEmpty();
    }

    @Test
    void withADisplayTheWindowOpens() {
        cli.display = true;
        assertThat(cli.run().exitCode).isZero();
        assertThat(cli.run("demo").exitCode).isZero();
        assertThat(cli.windows).containsExactly(List.of(), List.of("demo"));
    }

    @Test
    void aDisplayIsLookedForWhereItsPlatformSaysSo() {
        assertThat(Terminal.hasDisplay(Map.of(), "Linux")).isFalse();
        assertThat(Terminal.hasDisplay(Map.of("DISPLAY", ""), "Linux")).isFalse();
        assertThat(Terminal.hasDisplay(Map.of("DISPLAY", ":0"), "Linux")).isTrue();
        assertThat(Terminal.hasDisplay(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux"))
                .isTrue();
    }

    @Test
    void helpAndVersionAreAnswers() {
        for (String command : List.of("demo", "status", "dry-run", "migrate", "revert", "test", "report", "encode")) {
            assertThat(cli.run(command, "--help").exitCode).isZero();
            assertThat(cli.out).contains("Usage: turnstone " + command, "Exit codes:", "  0   ");
        }
        assertThat(cli.run("--version").exitCode).isZero();
        assertThat(cli.out).startsWith("turnstone ");
    }

    @Test
    void statusShowsEveryMigration() {
        cli.run("status", "migrations", "--url", URL);
        assertThat(cli.exitCode).isZero();
        assertThat(cli.out)
                .contains("shop · Flyway · shop on db:5432 as anna · PostgreSQL 18.6")
                .contains("● Applied  1        customers             2026-03-12 14:02  anna  38 ms  yes")
                .contains("○ Pending  3        order items not null  –                 –         –  –")
                .endsWith("2 applied, 1 pending.\n");
        assertThat(cli.engine.opened).isEqualTo(Path.of("migrations"));
    }

    @Test
    void aPipeGetsNoColoursAndATerminalDoesUnlessToldOtherwise() {
        assertThat(cli.run("status", "--url", URL).out).doesNotContain("\u001b");
        cli.interactive = true;
        assertThat(cli.run("status", "--url", URL).out).contains("\u001b[32m● Applied");
        assertThat(cli.run("status", "--no-color", "--url", URL).out).doesNotContain("\u001b");
        cli.environment.put("NO_COLOR", "1");
        assertThat(cli.run("status", "--url", URL).out).doesNotContain("\u001b");
    }

    @Test
    void theTableFitsTheTerminal() {
        cli.interactive = true;
        cli.environment.put("NO_COLOR", "1");
        cli.engine.status = Samples.status(cli.engine.status.project(), MigrationState.CHANGED);
        for (int width : List.of(80, 100, 200)) {
            cli.width = width;
            cli.run("status", "--url", URL);
            assertThat(cli.out.lines().filter(l -> l.startsWith("●") || l.startsWith("◆")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
        assertThat(cli.out).contains("orders (file edited after it ran)");
    }

    @Test
    void statusReadsTheAddressFromTheEnvironment() {
        cli.environment.put("DATABASE_URL", "postgresql://env@there/other");
        cli.run("status");
        assertThat(cli.engine.asked.address().host()).isEqualTo("there");
        cli.run("status", "--url", URL);
        assertThat(cli.engine.asked.address().host()).isEqualTo("db");
    }

    @Test
    void limitsAndVersionsReachTheEngine() {
        cli.run("migrate", "--to", "7", "--url", URL, "--lock-timeout", "2m", "--wait-lock", "500ms");
        assertThat(cli.engine.request.kind()).isEqualTo(RunKind.MIGRATE);
        assertThat(cli.engine.request.toVersion()).isEqualTo("7");
        assertThat(cli.engine.request.waitLock()).isEqualTo(Duration.ofMillis(500));
        assertThat(cli.engine.asked.limits().lockTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(cli.engine.asked.limits().statementTimeout()).isZero();
    }

    @Test
    void aRevertNamesTheDataThatGoesBeforeAnybodyIsAsked() {
        cli.engine.goes = new DataThatGoes(
                List.of(
                        new DataLoss(DataLoss.Kind.TABLE, "orders", null),
                        new DataLoss(DataLoss.Kind.COLUMN, "customers", "note\u001b[31m")),
                Map.of("orders", 1_204_331L),
                List.of("20260101_x.js"));
        cli.run("revert", "--yes", "--url", URL);
        assertThat(cli.out)
                .startsWith("▲ Data that will be lost:\n"
                        + "  · table orders (about 1 204 331 rows there)\n"
                        + "  · column customers.note")
                .contains("20260101_x.js is not SQL")
                .doesNotContain("\u001b");
        cli.run("revert", "--json", "--url", URL);
        assertThat(cli.err).contains("table orders (about 1 204 331 rows there)");
        var goes = cli.json().get("dataThatGoes");
        assertThat(goes.get("losses").get(0).get("kind").asString()).isEqualTo("table");
        assertThat(goes.get("losses").get(0).get("rows").asLong()).isEqualTo(1_204_331);
        assertThat(goes.get("losses").get(1).get("column").asString()).startsWith("note");
        assertThat(goes.get("unread").get(0).asString()).isEqualTo("20260101_x.js");
        cli.run("dry-run", "--revert", "--url", URL);
        assertThat(cli.out).contains("table orders");
        cli.run("migrate", "--json", "--url", URL);
        assertThat(cli.json().get("dataThatGoes").isNull()).isTrue();
        cli.engine.goes = DataThatGoes.NONE;
        assertThat(cli.run("revert", "--url", URL).out).contains("No data is lost");
    }

    @Test
    void revertTakesOneUnlessTold() {
        cli.run("revert", "--url", URL);
        assertThat(cli.engine.request.steps()).isEqualTo(1);
        cli.run("revert", "--steps", "3", "--url", URL);
        assertThat(cli.engine.request.steps()).isEqualTo(3);
        cli.run("revert", "--to", "2", "--url", URL);
        assertThat(cli.engine.request.toVersion()).isEqualTo("2");
    }

    @Test
    void aDryRunRehearsesEitherWay() {
        cli.run("dry-run", "--url", URL);
        assertThat(cli.engine.request.rehearse()).isEqualTo(Direction.UP);
        cli.run("dry-run", "--revert", "--steps", "2", "--url", URL);
        assertThat(cli.engine.request.rehearse()).isEqualTo(Direction.DOWN);
        assertThat(cli.engine.request.steps()).isEqualTo(2);
        cli.run("dry-run", "--revert", "--to", "2", "--url", URL);
        assertThat(cli.engine.request.rehearse()).isEqualTo(Direction.DOWN);
        assertThat(cli.engine.request.toVersion()).isEqualTo("2");
    }

    @Test
    void aTestNeedsNoDatabaseAndAsksNoneThatWasNotNamed() {
        cli.environment.put("DATABASE_URL", URL);
        cli.engine.result = Samples.tested(true);
        cli.run("test", "--keep");
        assertThat(cli.exitCode).isZero();
        assertThat(cli.engine.asked).isNull();
        assertThat(cli.engine.request.keepScratch()).isTrue();
        assertThat(cli.out)
                .contains(" 1. ✓ Replay 2 applied: ok, 12 objects, 80 ms")
                .contains(" 2. ✓ Revert them, newest first: ok, 1.2 s");
        cli.run("test", "--url", URL);
        assertThat(cli.engine.asked).isNotNull();
    }

    @Test
    void aFailedTestSaysTheDifferences() {
        cli.engine.result = Samples.tested(false);
        assertThat(cli.run("test").exitCode).isEqualTo(1);
        assertThat(cli.out)
                .contains(" 2. ✕ Revert them, newest first: 1 difference")
                .contains("      index orders_customer is left behind");
    }

    @Test
    void aMigrateIsALineAMigrationAndASentence() {
        cli.run("migrate", "--url", URL);
        assertThat(cli.out).isEqualTo("""
            Migrate · shop on db:5432 · PostgreSQL 18.6 · 0 migrations
            • flyway (anna) holds the migration lock; waiting.
            ✓ 3  order items not null  1 statement, 15 ms

            ✓ Done. One migration succeeded.
            """);
        assertThat(cli.err).isEmpty();
        assertThat(cli.run("migrate", "--quiet", "--url", URL).all()).isEmpty();
    }

    @Test
    void aFailureSaysWhatWhereAndWhatNow() {
        cli.engine.result = Samples.failedRun();
        cli.run("migrate", "--quiet", "--url", URL);
        assertThat(cli.out).isEmpty();
        assertThat(cli.err).isEqualTo("""

            ✕ relation "order_itmes" does not exist
              at V3__order_items_not_null.sql:4:13
                ALTER TABLE order_itmes ALTER COLUMN price SET NOT NULL;
                            ^
              SQLSTATE: 42P01
              Detail: There is order_items.
              Hint: Perhaps you meant "order_items".

            ✕ Failed. One migration failed.
            → Nothing of 3 was kept: it ran in one transaction.
            → Correct the script, then run migrate again.
            """);
    }

    @Test
    void aDryRunListsItsStatements() {
        cli.engine.result = Samples.rehearsed();
        cli.run("dry-run", "--url", URL);
        assertThat(cli.out)
                .contains("UPDATE order_items SET price = 0", "Lock taken", "12 ms")
                .contains("◆ not rehearsed", "      cannot run in a transaction; test on scratch runs it\n")
                .contains("✓ Would succeed. One migration succeeded.\n  Sequences keep the values they gave out.");
    }

    @Test
    void withJsonProgressGoesToStandardError() {
        cli.run("migrate", "--json", "--url", URL);
        assertThat(cli.json().get("kind").stringValue()).isEqualTo("migrate");
        assertThat(cli.err).contains("✓ 3  order items not null");
    }

    @Test
    void namesCannotMoveTheCursor() {
        cli.engine.status = Samples.hostile().status();
        cli.engine.result = Samples.hostile().run();
        cli.run("status", "--url", URL);
        assertThat(cli.all()).doesNotContain("\u001b", "\u202E").contains("\\u001b[31m");
        cli.run("test", "--verbose");
        assertThat(cli.all()).doesNotContain("\u001b", "\u202E").contains("\\u202eevil");
    }

    @Test
    void aSmallCharacterSetGetsPlainSymbols() {
        cli.unicode = false;
        cli.run("status", "--url", URL);
        assertThat(cli.out).isASCII().contains("* Applied", "o Pending");
    }

    @Test
    void aReportIsWrittenForEveryFileNamed() {
        Path html = folder.resolve("r.html");
        Path markdown = folder.resolve("r.md");
        cli.engine.result = Samples.tested(true);
        cli.run("report", "-o", html.toString(), markdown.toString(), folder.toString(), "--run", "test");
        assertThat(cli.all()).startsWith("Test on scratch");
        assertThat(cli.exitCode).isZero();
        assertThat(html).content().contains("Test on scratch", "Status ·");
        assertThat(markdown).content().contains("Test on scratch");
        assertThat(cli.engine.opened).isEqualTo(folder);
        assertThat(cli.engine.asked).isNull();
    }

    @Test
    void aReportOfAFailedRunIsWrittenAndExitsOne() {
        cli.engine.result = Samples.failedRun();
        cli.run(
                "report",
                "--run",
                "dry-run",
                "--url",
                URL,
                "-o",
                folder.resolve("r.json").toString());
        assertThat(cli.exitCode).isEqualTo(1);
        assertThat(folder.resolve("r.json")).exists();
    }

    @Test
    void theTourEndsWell() {
        cli.run("demo");
        assertThat(cli.err).isEmpty();
        assertThat(cli.exitCode).isZero();
        assertThat(cli.out)
                .contains("turnstone status", "turnstone dry-run", "turnstone migrate", "turnstone revert --steps 2")
                .contains("turnstone test", "That was the tour.");
    }
}
