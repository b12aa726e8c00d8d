package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.Target;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.format.MigrationState;
import org.turnstone.run.Engine;
import org.turnstone.run.RunOutcome;

/** What people come to do, clicked through in the window. Which engine is behind it is a subclass's choice. */
abstract class JourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();
    private Target target;

    /** The engine of this test and an empty database for it. */
    abstract Engine engine() throws Exception;

    abstract Target emptyTarget(Engine made) throws Exception;

    @BeforeEach
    void openWindow() throws Exception {
        Engine engine = engine();
        target = emptyTarget(engine);
        desk.with("V1__customers.sql", "create table customers (id bigint primary key, name text);\n")
                .with("U1__customers.sql", "drop table customers;\n")
                .with(
                        "V2__orders.sql",
                        "create table orders (id bigint primary key);\r\n-- more\ncreate index on orders (id);\n")
                .with("U2__orders.sql", "drop table orders;\n")
                .open(engine);
    }

    @Test
    void openRehearseMigrateRevert() {
        desk.openProject();
        connect();
        assertThat(states()).containsExactly(MigrationState.PENDING, MigrationState.PENDING);

        ui.click("#dry-run");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.assertText("#run-outcome", "Would succeed");
        assertThat(states()).containsExactly(MigrationState.PENDING, MigrationState.PENDING);

        ui.assertText("#migrate", "Migrate 2");
        ui.click("#migrate");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.until(
                "both are applied",
                () -> states().equals(java.util.List.of(MigrationState.APPLIED, MigrationState.APPLIED)));
        ui.assertText("#migrate", "Migrate");

        ui.click("#revert");
        ui.click("Revert the last one — loses table orders");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.until("the last one is pending again", () -> states().get(1) == MigrationState.PENDING);
        assertThat(states().getFirst()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void aRunIsExportedInTheFormItsEndingSays() throws Exception {
        desk.openProject();
        connect();
        ui.click("#dry-run");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        for (String ending : java.util.List.of("html", "md", "json")) {
            Path report = desk.project().resolve("report." + ending);
            desk.choosers.file = report;
            ui.click("#export-run");
            ui.until("the report is written", () -> Files.exists(report));
            ui.until(
                    "that is said",
                    () -> String.valueOf(model().noticeProperty().get()).contains(report.toString()));
            assertThat(report).content().contains("V1__customers.sql");
        }
    }

    @Test
    void testOnScratchShowsItsSteps() {
        desk.openProject();
        ui.click("#test");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.until("the proof is shown", () -> ui.sees("#proof"));
        assertThat(model().areas().run().resultProperty().get().tests()).isNotEmpty();
    }

    @Test
    void anEditedScriptIsSavedWithItsOwnLineEndings() throws Exception {
        desk.openProject();
        connect();
        ui.onFx(() -> model().areas().timeline().selectScript("V2__orders.sql"));
        ui.until("the script is shown", () -> editor().getText().startsWith("create table orders"));
        ui.click("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.HOME);
        ui.type("-- x\n");
        ui.until("the script is unsaved", () -> model().areas().migration().unsaved() != null);

        ui.click("#dry-run");
        ui.until("the run is refused", () -> ui.sees("#refusal"));

        ui.press(KeyCode.CONTROL, KeyCode.S);
        ui.until("the script is saved", () -> model().areas().migration().unsaved() == null);
        assertThat(Files.readAllBytes(desk.project().resolve("V2__orders.sql")))
                .isEqualTo(
                        "-- x\r\ncreate table orders (id bigint primary key);\r\n-- more\ncreate index on orders (id);\n"
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leavingAsksAboutAllThatIsNotSaved() throws Exception {
        desk.openProject();
        for (String script : new String[] {"V1__customers.sql", "V2__orders.sql"}) {
            ui.onFx(() -> model().areas().timeline().selectScript(script));
            ui.until("the script is shown", () -> editor().getText().startsWith("create table"));
            ui.click("#editor-SQL");
            ui.press(KeyCode.CONTROL, KeyCode.HOME);
            ui.type("-- x\n");
            ui.until("it is written", () -> editor().getText().startsWith("-- x"));
        }
        ui.press(KeyCode.CONTROL, KeyCode.Q);
        ui.awaitWords("2 scripts have changes that are not saved: V1__customers.sql, V2__orders.sql.");
        ui.press(KeyCode.ENTER);
        ui.until("the window stays", () -> !ui.sees("#ask-yes"));
        assertThat(desk.hasLeft()).isFalse();
        assertThat(model().areas().migration().unsavedTexts()).hasSize(2);

        ui.press(KeyCode.CONTROL, KeyCode.Q);
        ui.click("#ask-other");
        ui.until("the window is closed", desk::hasLeft);
        assertThat(desk.project().resolve("V1__customers.sql")).content().startsWith("-- x");
        assertThat(desk.project().resolve("V2__orders.sql")).content().startsWith("-- x\r\n");
    }

    @Test
    void aRunCanBeCancelled() throws Exception {
        desk.with("V3__slow.sql", "create table slow (id int);\nselect pg_sleep(600);\n");
        desk.openProject();
        connect();
        ui.click("#migrate");
        ui.until(
                "the slow statement runs",
                () -> String.valueOf(
                                model().areas().run().progressProperty().get().statement())
                        .contains("pg_sleep"));
        ui.click("#cancel-run");
        desk.awaitRun(RunOutcome.CANCELLED);
        ui.until(
                "what was committed is there",
                () -> states().equals(java.util.List.of(
                        MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.PENDING)));
    }

    @Test
    void anErrorIsShownAtItsLine() throws Exception {
        desk.with("V3__wrong.sql", "create table fine (id int);\n\nselect no_such from fine;\n");
        desk.openProject();
        connect();
        ui.click("#migrate");
        desk.awaitRun(RunOutcome.FAILED);
        ui.until("the error is shown", () -> ui.sees("#run-error") && ui.sees(".gutter-error"));
        var error = model().areas().migration().errorProperty().get();
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(8);
        assertThat(error.sqlState()).isEqualTo("42703");
        ui.until("the script is in front", () -> editor().getText().contains("no_such"));
        ui.until("its place is marked", () -> editor().getStyleOfChar(2, 7).contains("error-mark"));
    }

    @Test
    void anUnreachableTargetIsSaidAndTheProjectStaysReadable() {
        desk.openProject();
        ui.onFx(() -> {
            model().areas().workspace().connect(unreachable());
            return true;
        });
        ui.until("the problem is said", () -> ui.sees("#problem"));
        ui.until(
                "the migrations are still there",
                () -> model().areas().timeline().rows().size() == 2);
    }

    private Target unreachable() {
        return new Target(
                "unreachable",
                new org.turnstone.connection.Address("127.0.0.1", 1, "x", "x", null, java.util.Map.of()),
                org.turnstone.connection.Limits.DEFAULT);
    }

    private void connect() {
        ui.onFx(() -> {
            model().areas().workspace().connect(target);
            return true;
        });
        ui.until("the target answered", () -> model().isConnected());
    }

    private java.util.List<MigrationState> states() {
        return model().areas().workspace().statusProperty().get().status().entries().stream()
                .map(entry -> entry.state())
                .toList();
    }

    private CodeArea editor() {
        return (CodeArea) desk.find("#editor-SQL");
    }

    private ShellModel model() {
        return desk.model();
    }
}
