package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.desktop.connections.Access;
import org.turnstone.desktop.shell.RecentRun;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.Journal;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;

/** What the window does around a project: remembers, finds, guards, and leaves the mouse alone. */
class ShellJourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();
    private final PretendEngine engine = new PretendEngine();

    @BeforeEach
    void aProjectAndItsConnections() throws Exception {
        desk.with("V1__customers.sql", "create table customers (id bigint primary key);\n")
                .with("V2__orders.sql", "create table orders (id bigint primary key);\n")
                .with("U2__orders.sql", "drop table orders;\n");
        engine.journal(new Journal(desk.state().resolve("runs")));
        Access access = PretendAccess.in(desk.config(), PretendAccess::enter);
        for (Environment environment : List.of(Environment.LOCAL, Environment.PRODUCTION)) {
            access.store()
                    .add(PretendAccess.profile("shop-" + environment.word(), "localhost", environment)
                            .withPassword(new PasswordSource.Command("echo secret")));
        }
        desk.open(engine);
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
        desk.openProject();
        connect("shop-local");
        ui.onFx(() -> model().areas().timeline().selectScript("V1__customers.sql"));
        ui.press(KeyCode.CONTROL, KeyCode.EQUALS);
        ui.onFx(() -> {
            desk.theme().choose(ColorScheme.DARK);
            return true;
        });
        desk.close();

        desk.open(engine);
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
        assertThat(desk.theme().isDark()).isTrue();
    }

    @Test
    void whatIsGoneIsListedAsMissingAndNotOpened() throws Throwable {
        desk.openProject();
        desk.close();
        Files.move(desk.project(), desk.state().resolve("elsewhere"));

        desk.open(engine);
        ui.until(
                "it is known to be missing",
                () -> !model().areas().shelf().projects().known().getFirst().there());
        assertThat(model().areas().workspace().projectProperty().get()).isNull();
        ui.until("there are ways to begin", () -> ui.sees("#open-folder"));
    }

    @Test
    void everythingIsFoundByAFewLetters() {
        desk.openProject();
        connect("shop-local");
        palette("dryru");
        ui.press(KeyCode.ENTER);
        ui.until("the dry run ended", () -> desk.outcome() == RunOutcome.SUCCEEDED);

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
        desk.openProject();
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
        assertThat(desk.isDisabled("#plan-carry-out")).isTrue();
        ui.click("#plan-skip");
        assertThat(desk.isDisabled("#plan-carry-out")).isFalse();
        ui.click("#plan-skip");
        assertThat(desk.isDisabled("#plan-carry-out")).isTrue();
        ui.click("#plan-rehearse");
        ui.until("exactly this was rehearsed", () -> ui.text("#plan-rehearsed").startsWith("passed"));
        assertThat(ui.sees("#plan-skip")).isFalse();
        ui.onFx(() -> {
            desk.stage().getScene().lookup("#plan-typed").requestFocus();
            return true;
        });
        ui.press(KeyCode.ENTER);
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.PLAN);
        ui.onFx(() -> {
            desk.stage().getScene().lookup("#plan-carry-out").requestFocus();
            return true;
        });
        ui.press(KeyCode.ENTER);
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.PLAN);
        ui.press(KeyCode.SPACE);
        ui.until("it migrated", () -> desk.outcome() == RunOutcome.SUCCEEDED && desk.kind() == RunKind.MIGRATE);
        assertThat(model().dialogProperty().get()).isEqualTo(ShellModel.Dialog.NONE);
    }

    @Test
    void aRevertSaysWhatGoes() {
        desk.openProject();
        connect("shop-local");
        ui.click("#migrate");
        ui.until("it migrated", () -> desk.outcome() == RunOutcome.SUCCEEDED);
        ui.click("#revert");
        ui.until("the price is said", () -> ui.sees("Revert the last one — loses table orders"));
        ui.click("Revert the last one — loses table orders");
        ui.until("it is reverted", () -> desk.kind() == RunKind.REVERT && desk.outcome() == RunOutcome.SUCCEEDED);
    }

    @Test
    void anEarlierRunOpensAsItLookedWhenItEnded() throws Throwable {
        desk.openProject();
        connect("shop-local");
        ui.click("#dry-run");
        ui.until("the dry run ended", () -> desk.outcome() == RunOutcome.SUCCEEDED);
        ui.click("#migrate");
        ui.until("it migrated", () -> desk.kind() == RunKind.MIGRATE && desk.outcome() == RunOutcome.SUCCEEDED);
        var was = ui.onFx(() -> List.copyOf(model().areas().run().statements()));
        desk.close();

        desk.open(engine);
        ui.until("both are listed", () -> runs().size() == 2 && runs().stream().allMatch(RecentRun::readable));
        ui.onFx(() -> {
            model().openRecent(runs().getFirst());
            return true;
        });
        ui.until(
                "the migrate is shown", () -> desk.kind() == RunKind.MIGRATE && desk.outcome() == RunOutcome.SUCCEEDED);
        assertThat(ui.onFx(() -> List.copyOf(model().areas().run().statements())))
                .isEqualTo(was);
        assertThat(ui.sees("#run-panel")).isTrue();
        ui.onFx(() -> {
            model().openRecent(runs().getLast());
            return true;
        });
        ui.until("the dry run is shown", () -> desk.kind() == RunKind.DRY_RUN);
        ui.until("so it says", () -> ui.text("#run-outcome").equals("Would succeed"));
    }

    @Test
    void theKeyboardGoesFromPaneToPane() {
        desk.openProject();
        connect("shop-local");
        String begun = focusedId();
        assertThat(begun).isEqualTo("timeline");
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ui.press(KeyCode.F6);
            stops.add(focusedId());
        }
        assertThat(stops)
                .doesNotHaveDuplicates()
                .contains("choose-project", "editor-SQL")
                .last()
                .isEqualTo(begun);
        for (int i = 2; i >= 0; i--) {
            ui.press(KeyCode.SHIFT, KeyCode.F6);
            assertThat(focusedId()).isEqualTo(stops.get(i));
        }
        ui.press(KeyCode.SHIFT, KeyCode.F6);
        assertThat(focusedId()).isEqualTo(begun);

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

    @Test
    void aReportIsOpenedFromWhereItIsSaid() {
        desk.openProject();
        desk.choosers.file = desk.state().resolve("status.html");
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        ui.until("it is said", () -> ui.sees("#open-said"));
        for (int i = 0; i < 5 && !focusedId().equals("open-said"); i++) {
            ui.press(KeyCode.F6);
        }
        assertThat(focusedId()).isEqualTo("open-said");
        ui.press(KeyCode.SPACE);
        ui.until("it is opened", () -> desk.choosers.file.equals(desk.choosers.opened));
    }

    @Test
    void aRunLeavesTheKeyboardWhereOneCanGoOn() {
        desk.openProject();
        connect("shop-local");
        ui.click("#timeline");
        ui.click("#migrate");
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.until("nothing is pending any more", () -> model().isConnected() && desk.isDisabled("#migrate"));
        assertThat(focusedId()).as("the button of the run is of no use").isEqualTo("timeline");

        desk.with("V3__slow.sql", "select pg_sleep(600);\n");
        ui.press(KeyCode.F5);
        ui.click("#migrate");
        awaitSlow();
        desk.act(() -> desk.find("#cancel-run").requestFocus());
        ui.press(KeyCode.SPACE);
        desk.awaitRun(RunOutcome.CANCELLED);
        assertThat(focusedId()).as("there is nothing to cancel").isEqualTo("timeline");

        ui.click("#migrate");
        awaitSlow();
        ui.click("#timeline-search");
        desk.act(() -> model().areas().run().cancel());
        desk.awaitRun(RunOutcome.CANCELLED);
        ui.until("what is pending is known again", () -> model().isConnected() && !desk.isDisabled("#migrate"));
        assertThat(focusedId()).as("somebody went there meanwhile").isEqualTo("timeline-search");
    }

    @Test
    void aLowPanelShowsStatementsBesideWhatWaits() {
        desk.with("V1__customers.sql", "select 1;\nselect 2;\nselect 3;\nselect pg_sleep(600);\n");
        desk.openProject();
        connect("shop-local");
        ui.click("#migrate");
        awaitSlow();
        ui.click("#dry-run");
        ui.until("it waits", () -> ui.reads("Next:"));
        // Its head and two lines.
        assertThat(ui.onFx(() -> ((TableView<?>) desk.find("#statements")).getHeight()))
                .isGreaterThan(28 + 2 * 31);
    }

    private void awaitSlow() {
        ui.until(
                "the slow statement runs",
                () -> String.valueOf(
                                model().areas().run().progressProperty().get().statement())
                        .contains("pg_sleep"));
    }

    private String focusedId() {
        return ui.onFx(() -> {
            Node owner = desk.stage().getScene().getFocusOwner();
            return owner == null ? "nothing" : owner.getId() == null ? owner.toString() : owner.getId();
        });
    }

    private List<RecentRun> runs() {
        return model().areas().shelf().recent().runs();
    }

    private String focused() {
        return ui.onFx(() -> desk.stage().getScene().getFocusOwner() instanceof javafx.scene.control.Button button
                ? button.getText()
                : String.valueOf(desk.stage().getScene().getFocusOwner()));
    }

    private ShellModel model() {
        return desk.model();
    }
}
