package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.desktop.connections.Access;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;

/** Without a mouse: all of it can be reached, and at every step what has the keyboard can be seen. */
class KeyboardJourneyTest {
    /** Nobody presses Tab more often. */
    private static final int MOST_TABS = 60;

    @RegisterExtension
    final Desk desk = new Desk();

    private final Ui ui = desk.ui();

    @BeforeEach
    void aProjectAndAConnection() throws Exception {
        desk.with("V1__customers.sql", "create table customers (id bigint primary key);\n")
                .with("V2__orders.sql", "create table orders (id bigint primary key);\n")
                .with("U2__orders.sql", "drop table orders;\n");
        Access access = PretendAccess.in(desk.config(), PretendAccess::enter);
        access.store()
                .add(PretendAccess.profile("shop-local", "localhost", Environment.LOCAL)
                        .withPassword(new PasswordSource.Command("echo secret")));
        desk.with(access).open(new PretendEngine());
    }

    @Test
    void openSelectRehearseMigrateRevert() {
        desk.choosers.folder = desk.project();
        tabTo("open-folder");
        ui.press(KeyCode.SPACE);
        ui.awaitWords("customers");

        tabBackTo("choose-target");
        ui.press(KeyCode.SPACE);
        ui.until("the menu is open", () -> ui.sees("shop-local"));
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.ENTER);
        ui.awaitWords("Migrate 2");

        tabTo("timeline");
        ui.press(KeyCode.HOME);
        ui.press(KeyCode.DOWN);
        seen();
        ui.until("its script is shown", () -> ui.reads("V1__customers.sql"));

        tabBackTo("dry-run");
        ui.press(KeyCode.SPACE);
        desk.awaitRun(RunKind.DRY_RUN, RunOutcome.SUCCEEDED);
        tabTo("migrate");
        ui.press(KeyCode.SPACE);
        desk.awaitRun(RunKind.MIGRATE, RunOutcome.SUCCEEDED);
        ui.until("there is something to revert", () -> !desk.isDisabled("#revert"));
        tabTo("revert");
        ui.press(KeyCode.SPACE);
        ui.until("the menu is open", () -> ui.reads("Revert the last one"));
        ui.press(KeyCode.DOWN);
        ui.press(KeyCode.ENTER);
        desk.awaitRun(RunKind.REVERT, RunOutcome.SUCCEEDED);
        seen();
    }

    /** Goes on from what has the keyboard now; every stop on the way must be seen. */
    private void tabTo(String id) {
        goTo(id, KeyCode.TAB);
    }

    /** The bar stands before everything else, so the way to it leads backwards. */
    private void tabBackTo(String id) {
        goTo(id, KeyCode.SHIFT, KeyCode.TAB);
    }

    private void goTo(String id, KeyCode... keys) {
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < MOST_TABS && !id.equals(focused()); i++) {
            // In a script, Tab is a letter like others; F6 leads out of it.
            boolean writing = String.valueOf(focused()).startsWith("editor-");
            ui.press(writing ? new KeyCode[] {KeyCode.F6} : keys);
            stops.add(focused());
            seen();
        }
        assertThat(focused()).as("reached by way of " + stops).isEqualTo(id);
    }

    private String focused() {
        return ui.onFx(() -> {
            Node owner = desk.stage().getScene().getFocusOwner();
            return owner == null ? null : owner.getId() == null ? owner.toString() : owner.getId();
        });
    }

    private void seen() {
        ui.until(
                "the keyboard is seen to be at " + focused(),
                () -> FocusMark.isSeen(desk.stage().getScene()));
    }
}
