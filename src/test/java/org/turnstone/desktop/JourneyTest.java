package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.platform.ThreadBackground;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.format.MigrationState;
import org.turnstone.run.Engine;
import org.turnstone.run.RunOutcome;

/** What people come to do, clicked through in the window. Which engine is behind it is a subclass's choice. */
abstract class JourneyTest {
    private final RecordedChoosers choosers = new RecordedChoosers();
    private final Ui ui = new Ui();
    private Engine engine;
    private Target target;
    private Stage stage;
    private DesktopWiring wiring;

    @TempDir
    private Path folder;

    /** The engine of this test and an empty database for it. */
    abstract Engine engine() throws Exception;

    abstract Target emptyTarget(Engine made) throws Exception;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void openWindow() throws Exception {
        engine = engine();
        target = emptyTarget(engine);
        write("V1__customers.sql", "create table customers (id bigint primary key, name text);\n");
        write("U1__customers.sql", "drop table customers;\n");
        write(
                "V2__orders.sql",
                "create table orders (id bigint primary key);\r\n-- more\ncreate index on orders (id);\n");
        write("U2__orders.sql", "drop table orders;\n");
        FxThread fx = FxThread.platform();
        ui.onFx(() -> {
            var theme = new Theme();
            theme.install();
            wiring = new DesktopWiring(
                    new DesktopStart(engine, null, null, false, null),
                    theme,
                    new DesktopWiring.Outside(
                            fx,
                            new ThreadBackground(fx),
                            choosers,
                            PretendAccess.in(folder.resolve("settings"), PretendAccess::enter),
                            DesktopParts.reports(),
                            Messages.ofDefaultLocale()));
            stage = new Stage();
            var scene = new Scene(wiring.view().node(), 1000, 700);
            wiring.view().actions().listenIn(scene);
            theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            return stage;
        });
    }

    @AfterEach
    void closeWindow() throws Throwable {
        ui.onFx(() -> {
            model().areas().run().cancel();
            return true;
        });
        ui.until("no run is going on", () -> !model().areas().run().isRunning());
        ui.onFx(() -> {
            stage.close();
            return true;
        });
        engine.close();
        // TestFX keeps what went wrong on the JavaFX thread and throws it in a later test; say it in this one.
        WaitForAsyncUtils.checkException();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void openRehearseMigrateRevert() {
        openProject();
        connect();
        assertThat(states()).containsExactly(MigrationState.PENDING, MigrationState.PENDING);

        ui.click("#dry-run");
        awaitRun(RunOutcome.SUCCEEDED);
        ui.assertText("#run-outcome", "Would succeed");
        assertThat(states()).containsExactly(MigrationState.PENDING, MigrationState.PENDING);

        ui.assertText("#migrate", "Migrate 2");
        ui.click("#migrate");
        awaitRun(RunOutcome.SUCCEEDED);
        ui.until(
                "both are applied",
                () -> states().equals(java.util.List.of(MigrationState.APPLIED, MigrationState.APPLIED)));
        ui.assertText("#migrate", "Migrate");

        ui.click("#revert");
        ui.click("Revert the last one — with it goes table orders");
        awaitRun(RunOutcome.SUCCEEDED);
        ui.until("the last one is pending again", () -> states().get(1) == MigrationState.PENDING);
        assertThat(states().getFirst()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void aRunIsExportedInTheFormItsEndingSays() throws Exception {
        openProject();
        connect();
        ui.click("#dry-run");
        awaitRun(RunOutcome.SUCCEEDED);
        for (String ending : java.util.List.of("html", "md", "json")) {
            Path report = folder.resolve("report." + ending);
            choosers.file = report;
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
        openProject();
        ui.click("#test");
        awaitRun(RunOutcome.SUCCEEDED);
        ui.until("the proof is shown", () -> ui.sees("#proof"));
        assertThat(model().areas().run().resultProperty().get().tests()).isNotEmpty();
    }

    @Test
    void anEditedScriptIsSavedWithItsOwnLineEndings() throws Exception {
        openProject();
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
        assertThat(Files.readAllBytes(folder.resolve("V2__orders.sql")))
                .isEqualTo(
                        "-- x\r\ncreate table orders (id bigint primary key);\r\n-- more\ncreate index on orders (id);\n"
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRunCanBeCancelled() throws Exception {
        write("V3__slow.sql", "create table slow (id int);\nselect pg_sleep(600);\n");
        openProject();
        connect();
        ui.click("#migrate");
        ui.until(
                "the slow statement runs",
                () -> String.valueOf(
                                model().areas().run().progressProperty().get().statement())
                        .contains("pg_sleep"));
        ui.click("#cancel-run");
        awaitRun(RunOutcome.CANCELLED);
        ui.until(
                "what was committed is there",
                () -> states().equals(java.util.List.of(
                        MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.PENDING)));
    }

    @Test
    void anErrorIsShownAtItsLine() throws Exception {
        write("V3__wrong.sql", "create table fine (id int);\n\nselect no_such from fine;\n");
        openProject();
        connect();
        ui.click("#migrate");
        awaitRun(RunOutcome.FAILED);
        ui.until("the error is shown", () -> ui.sees("#run-error") && ui.sees(".gutter-error"));
        var error = model().areas().migration().errorProperty().get();
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(8);
        assertThat(error.sqlState()).isEqualTo("42703");
        ui.until("the script is in front", () -> editor().getText().contains("no_such"));
        assertThat(ui.onFx(() -> editor().getStyleOfChar(2, 7))).contains("error-mark");
    }

    @Test
    void anUnreachableTargetIsSaidAndTheProjectStaysReadable() {
        openProject();
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

    private void openProject() {
        choosers.folder = folder;
        ui.click("#open-folder");
        ui.until(
                "the timeline is there",
                () -> !model().areas().timeline().rows().isEmpty());
    }

    private void connect() {
        ui.onFx(() -> {
            model().areas().workspace().connect(target);
            return true;
        });
        ui.until("the target answered", () -> model().isConnected());
    }

    private void awaitRun(RunOutcome outcome) {
        ui.until(
                "the run ended " + outcome,
                () -> model().areas().run().stateProperty().get() == RunModel.State.ENDED
                        && model().areas().run().resultProperty().get() != null
                        && model().areas().run().resultProperty().get().outcome() == outcome);
    }

    private java.util.List<MigrationState> states() {
        return model().areas().workspace().statusProperty().get().status().entries().stream()
                .map(entry -> entry.state())
                .toList();
    }

    private CodeArea editor() {
        return (CodeArea) stage.getScene().lookup("#editor-SQL");
    }

    private ShellModel model() {
        return wiring.model();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
