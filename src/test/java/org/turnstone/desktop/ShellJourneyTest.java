package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.FxThread;
import org.turnstone.desktop.platform.Memory;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.SettingsFile;
import org.turnstone.desktop.platform.Theme;
import org.turnstone.desktop.platform.ThreadBackground;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.shell.RecentRun;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.Journal;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;

/** What the window does around a project: remembers, finds, guards, and leaves the mouse alone. */
class ShellJourneyTest {
    private final RecordedChoosers choosers = new RecordedChoosers();
    private final Ui ui = new Ui();
    private final PretendEngine engine = new PretendEngine();
    private Theme theme;
    private Memory memory;
    private Stage stage;
    private DesktopWiring wiring;

    /** A window that was closed may still be writing what it remembers. */
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    private Path state;

    private Path folder;

    @BeforeAll
    static void toolkit() throws Throwable {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void aProjectAndItsConnections() throws Throwable {
        folder = Files.createDirectories(state.resolve("shop"));
        write("V1__customers.sql", "create table customers (id bigint primary key);\n");
        write("V2__orders.sql", "create table orders (id bigint primary key);\n");
        write("U2__orders.sql", "drop table orders;\n");
        engine.journal(new Journal(state.resolve("runs")));
        Access access = access();
        for (Environment environment : List.of(Environment.LOCAL, Environment.PRODUCTION)) {
            access.store()
                    .add(PretendAccess.profile("shop-" + environment.word(), "localhost", environment)
                            .withPassword(new PasswordSource.Command("echo secret")));
        }
        openWindow();
    }

    private Access access() {
        return PretendAccess.in(state.resolve("config"), PretendAccess::enter);
    }

    private void openWindow() {
        FxThread fx = FxThread.platform();
        ui.onFx(() -> {
            Background background = new ThreadBackground(fx);
            memory = Memory.of(SettingsFile.in(state), background);
            theme = new Theme();
            theme.install(memory.now().theme());
            theme.choiceProperty().subscribe(choice -> memory.change(settings -> settings.with(choice)));
            wiring = new DesktopWiring(
                    new DesktopStart(engine, null, null, false, null),
                    theme,
                    new DesktopWiring.Outside(
                            fx,
                            background,
                            choosers,
                            access(),
                            (file, status, run) -> {},
                            Messages.ofDefaultLocale(),
                            memory,
                            new Journal(state.resolve("runs")).past()));
            stage = new Stage();
            var scene = new Scene(wiring.view().node(), 1000, 700);
            wiring.view().actions().listenIn(scene);
            theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            wiring.session().restore();
            return stage;
        });
    }

    @AfterEach
    void closeWindow() throws Throwable {
        ui.onFx(() -> {
            stage.close();
            memory.flush();
            return true;
        });
        WaitForAsyncUtils.checkException();
        WaitForAsyncUtils.clearExceptions();
    }

    private void openProject() {
        choosers.folder = folder;
        ui.press(KeyCode.CONTROL, KeyCode.O);
        ui.until(
                "the timeline is there",
                () -> !model().areas().timeline().rows().isEmpty());
    }

    private void connect(String name) {
        ui.onFx(() -> {
            var profiles = model().areas().connections().profiles();
            profiles.connect(profiles.profile(name));
            return true;
        });
        ui.until("it is connected", () -> model().isConnected());
    }

    private void palette(String letters) {
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        ui.until("the palette is there", () -> ui.sees("#palette-query"));
        ui.type(letters);
    }

    @Test
    void theNextStartLooksAtWhatWasLookedAtLast() throws Throwable {
        openProject();
        connect("shop-local");
        ui.onFx(() -> model().areas().timeline().selectScript("V1__customers.sql"));
        ui.press(KeyCode.CONTROL, KeyCode.EQUALS);
        ui.onFx(() -> {
            theme.choose(ColorScheme.DARK);
            return true;
        });
        closeWindow();

        openWindow();
        ui.until("it is connected again", () -> model().isConnected());
        assertThat(model().areas().workspace().targetProperty().get().name()).isEqualTo("shop-local");
        ui.until(
                "the migration is selected again",
                () -> "V1__customers.sql"
                        .equals(model().areas()
                                .timeline()
                                .selectedProperty()
                                .get()
                                .script()));
        assertThat(model().scaleProperty().get()).isEqualTo(1.1);
        assertThat(theme.isDark()).isTrue();
    }

    @Test
    void whatIsGoneIsListedAsMissingAndNotOpened() throws Throwable {
        openProject();
        closeWindow();
        Files.move(folder, state.resolve("elsewhere"));

        openWindow();
        ui.until(
                "it is known to be missing",
                () -> !model().areas().shelf().projects().known().getFirst().there());
        assertThat(model().areas().workspace().projectProperty().get()).isNull();
        assertThat(ui.sees("#open-folder")).isTrue();
    }

    @Test
    void everythingIsFoundByAFewLetters() {
        openProject();
        connect("shop-local");
        palette("dryru");
        ui.press(KeyCode.ENTER);
        ui.until("the dry run ended", () -> outcome() == RunOutcome.SUCCEEDED);

        ui.press(KeyCode.CONTROL, KeyCode.P);
        ui.until("the palette is there", () -> ui.sees("#palette-query"));
        ui.type("custo");
        ui.press(KeyCode.ENTER);
        ui.until(
                "the migration is selected",
                () -> "V1__customers.sql"
                        .equals(model().areas()
                                .timeline()
                                .selectedProperty()
                                .get()
                                .script()));

        palette("prod");
        ui.press(KeyCode.ENTER);
        ui.until(
                "the other database is connected",
                () -> "shop-production"
                                .equals(model().areas()
                                        .workspace()
                                        .targetProperty()
                                        .get()
                                        .name())
                        && model().isConnected());
        palette("qqzz");
        ui.press(KeyCode.ENTER);
        assertThat(ui.sees("#palette-query")).isTrue();
        ui.press(KeyCode.ESCAPE);
        ui.until("the palette is gone", () -> !ui.sees("#palette-query"));
    }

    @Test
    void productionIsGuardedAndNothingIsAskedTwice() {
        openProject();
        connect("shop-production");
        ui.click("#migrate");
        ui.until("it is known that nobody rehearsed this", () -> ui.sees("#plan-skip"));
        assertThat(ui.text("#plan-will-run")).isEqualTo("2 migrations, 2 statements");
        assertThat(focused()).isEqualTo("Cancel");
        ui.press(KeyCode.ENTER);
        ui.until("Enter cancelled", () -> model().dialogProperty().get() == ShellModel.Dialog.NONE);
        assertThat(model().areas().run().past()).isEmpty();

        ui.click("#migrate");
        ui.until("it is known that nobody rehearsed this", () -> ui.sees("#plan-skip"));
        ui.click("#plan-typed");
        ui.type("shop");
        assertThat(disabled("#plan-carry-out")).isTrue();
        ui.click("#plan-skip");
        assertThat(disabled("#plan-carry-out")).isFalse();
        ui.click("#plan-skip");
        assertThat(disabled("#plan-carry-out")).isTrue();
        ui.click("#plan-rehearse");
        ui.until("exactly this was rehearsed", () -> ui.text("#plan-rehearsed").startsWith("passed"));
        assertThat(ui.sees("#plan-skip")).isFalse();
        ui.onFx(() -> {
            stage.getScene().lookup("#plan-carry-out").requestFocus();
            return true;
        });
        ui.press(KeyCode.ENTER);
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.PLAN);
        ui.press(KeyCode.SPACE);
        ui.until("it migrated", () -> outcome() == RunOutcome.SUCCEEDED && kind() == RunKind.MIGRATE);
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.NONE);
    }

    @Test
    void aRevertSaysWhatGoes() {
        openProject();
        connect("shop-local");
        ui.click("#migrate");
        ui.until("it migrated", () -> outcome() == RunOutcome.SUCCEEDED);
        ui.click("#revert");
        ui.until("the price is said", () -> ui.sees("Revert the last one — with it goes table orders"));
        ui.click("Revert the last one — with it goes table orders");
        ui.until("it is reverted", () -> kind() == RunKind.REVERT && outcome() == RunOutcome.SUCCEEDED);
    }

    @Test
    void anEarlierRunOpensAsItLookedWhenItEnded() throws Throwable {
        openProject();
        connect("shop-local");
        ui.click("#dry-run");
        ui.until("the dry run ended", () -> outcome() == RunOutcome.SUCCEEDED);
        ui.click("#migrate");
        ui.until("it migrated", () -> kind() == RunKind.MIGRATE && outcome() == RunOutcome.SUCCEEDED);
        var was = ui.onFx(() -> List.copyOf(model().areas().run().statements()));
        closeWindow();

        openWindow();
        ui.until("both are listed", () -> runs().size() == 2 && runs().stream().allMatch(RecentRun::readable));
        ui.onFx(() -> {
            model().openRecent(runs().getFirst());
            return true;
        });
        ui.until("the migrate is shown", () -> kind() == RunKind.MIGRATE && outcome() == RunOutcome.SUCCEEDED);
        assertThat(ui.onFx(() -> List.copyOf(model().areas().run().statements())))
                .isEqualTo(was);
        assertThat(ui.sees("#run-panel")).isTrue();
        ui.onFx(() -> {
            model().openRecent(runs().getLast());
            return true;
        });
        ui.until("the dry run is shown", () -> kind() == RunKind.DRY_RUN);
        ui.until("so it says", () -> ui.text("#run-outcome").equals("Would succeed"));
    }

    @Test
    void theKeyboardGoesFromPaneToPane() {
        openProject();
        connect("shop-local");
        ui.press(KeyCode.F6);
        Node first = ui.onFx(() -> stage.getScene().getFocusOwner());
        ui.press(KeyCode.F6);
        Node second = ui.onFx(() -> stage.getScene().getFocusOwner());
        ui.press(KeyCode.F6);
        assertThat(first).isNotNull().isNotEqualTo(second);
        ui.press(KeyCode.F6);
        assertThat(ui.onFx(() -> stage.getScene().getFocusOwner())).isEqualTo(first);

        boolean words = model().sidebarProperty().get();
        ui.press(KeyCode.CONTROL, KeyCode.B);
        assertThat(ui.onFx(() -> model().sidebarProperty().get())).isNotEqualTo(words);
        ui.press(KeyCode.CONTROL, KeyCode.EQUALS);
        ui.press(KeyCode.CONTROL, KeyCode.MINUS);
        ui.press(KeyCode.CONTROL, KeyCode.MINUS);
        assertThat(ui.onFx(() -> model().scaleProperty().get())).isEqualTo(0.9);
        ui.press(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(ui.onFx(() -> model().scaleProperty().get())).isEqualTo(1);
    }

    private RunOutcome outcome() {
        RunModel run = model().areas().run();
        return run.stateProperty().get() != RunModel.State.ENDED
                        || run.resultProperty().get() == null
                ? null
                : run.resultProperty().get().outcome();
    }

    private RunKind kind() {
        return model().areas().run().kindProperty().get();
    }

    private List<RecentRun> runs() {
        return model().areas().shelf().recent().runs();
    }

    private boolean disabled(String query) {
        return ui.onFx(() -> stage.getScene().lookup(query).isDisabled());
    }

    private String focused() {
        return ui.onFx(() -> stage.getScene().getFocusOwner() instanceof javafx.scene.control.Button button
                ? button.getText()
                : String.valueOf(stage.getScene().getFocusOwner()));
    }

    private ShellModel model() {
        return wiring.model();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
