package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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
