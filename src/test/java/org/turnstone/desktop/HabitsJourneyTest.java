package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.shell.ShellModel;
import org.turnstone.run.RunOutcome;

/** What somebody expects of a window without thinking: of its keys, its clocks, and of what it says. */
class HabitsJourneyTest {
    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @Test
    void escapeCancelsARunOnlyInTheRunsOwnPanel() {
        desk.with("V1__slow.sql", "select pg_sleep(600);\n")
                .open(new PretendEngine(), "V1__slow.sql", PretendEngine.target("shop"));
        desk.act(model()::migrate);
        ui.until("the panel is there", () -> ui.sees("#cancel-run"));
        for (String elsewhere : new String[] {"#editor-SQL", "#timeline-search"}) {
            focus(elsewhere);
            ui.press(KeyCode.ESCAPE);
            assertThat(state()).as("after Esc in " + elsewhere).isEqualTo(RunModel.State.RUNNING);
        }
        focus("#cancel-run");
        ui.press(KeyCode.ESCAPE);
        desk.awaitRun(RunOutcome.CANCELLED);
    }

    @Test
    void theTimeAWaitTakesGoesOn() {
        desk.with("V1__slow.sql", "select 'blocked', pg_sleep(600);\n")
                .open(new PretendEngine(), "V1__slow.sql", PretendEngine.target("shop"));
        desk.act(model()::migrate);
        // The engine says it once: after 3.2 seconds.
        ui.awaitWords("Waiting for a lock for 4.");
        String age = ui.onFx(() -> ages());
        ui.until("their transactions grow older, too", () -> !ages().equals(age));
    }

    @Test
    void keysForTheSizeAreTheScriptsInAScriptAndTheWindowsElsewhere() {
        desk.with("V1__one.sql", "select 1;\n").open(new PretendEngine(), "V1__one.sql", PretendEngine.target("shop"));
        var letters = model().areas().migration().fontSizeProperty();
        double usual = letters.get();
        focus("#editor-SQL");
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        ui.until("its letters are larger", () -> letters.get() == usual + 1);
        assertThat(model().scaleProperty().get()).isEqualTo(1);
        focus("#timeline");
        for (int i = 0; i < 6; i++) {
            ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        }
        // The window is 1000 wide, and less than 800 is too little for what is in it.
        assertThat(ui.onFx(() -> model().scaleProperty().get())).isEqualTo(1.25);
        var menu = desk.find("#menu");
        ui.until(
                "the menu is in the window",
                () -> menu.localToScene(menu.getLayoutBounds()).getMaxX() < 1000);
        ui.press(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(ui.onFx(() -> model().scaleProperty().get())).isEqualTo(1);
        assertThat(letters.get()).isEqualTo(usual + 1);
        desk.act(() -> letters.set(usual));

        ui.press(KeyCode.F10);
        ui.until("the menu is open", () -> ((MenuButton) menu).isShowing());
        ui.press(KeyCode.ESCAPE);
        ui.until("the menu is closed", () -> !((MenuButton) menu).isShowing());
    }

    @Test
    void aRunSaysWhereItWas() {
        desk.with("V1__one.sql", "select 1;\n").open(new PretendEngine(), "V1__one.sql", PretendEngine.target("shop"));
        desk.act(model()::migrate);
        desk.awaitRun(RunOutcome.SUCCEEDED);
        ui.assertText("#run-place", "shop");
        desk.act(() -> model().areas().workspace().connect(PretendEngine.target("other")));
        ui.until("it is connected", model()::isConnected);
        ui.assertText("#run-place", "shop");
    }

    @Test
    void whatIsWrongComesWithWhatOneWouldDoNextAndGoesWhenThatWentWell() throws Exception {
        var access = PretendAccess.in(desk.config(), PretendAccess::enter);
        access.store()
                .add(PretendAccess.profile("shop-local", "localhost", Environment.LOCAL)
                        .withPassword(new PasswordSource.Command("echo secret")));
        desk.with("V1__one.sql", "select 1;\n").with(access).open(new PretendEngine(), "V1__one.sql", null);
        ui.click("Connect to shop-local");
        ui.until("it is connected", model()::isConnected);

        desk.choosers.file = desk.project().resolve("report.doc");
        ui.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        ui.until("the ending is refused", () -> ui.sees("#problem"));
        desk.choosers.file = desk.project().resolve("report.html");
        ui.click("Choose another file…");
        ui.until("it is written, and nothing is wrong any more", () -> ui.sees("#said") && !ui.sees("#problem"));

        desk.choosers.folder = desk.state();
        ui.press(KeyCode.CONTROL, KeyCode.O);
        ui.awaitWords("Open another folder…");
        assertThat(ui.reads("Try again")).isFalse();
    }

    private String ages() {
        return desk.find("#run-panel").lookupAll(".blocker .muted").stream()
                .map(node -> ((Labeled) node).getText())
                .filter(words -> words.contains("open for"))
                .toList()
                .toString();
    }

    private void focus(String query) {
        desk.act(() -> desk.find(query).requestFocus());
        ui.until(query + " has the keyboard", () -> {
            Node owner = desk.stage().getScene().getFocusOwner();
            return owner == desk.find(query);
        });
    }

    private RunModel.State state() {
        return ui.onFx(() -> model().areas().run().stateProperty().get());
    }

    private ShellModel model() {
        return desk.model();
    }
}
