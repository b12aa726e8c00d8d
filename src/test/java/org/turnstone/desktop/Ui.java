package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A robot and its eyes: what the journeys ask of TestFX, in our words. */
final class Ui {
    private static final long PATIENCE_SECONDS = Long.getLong("patience", 60);

    private final FxRobot robot = new FxRobot();

    /** Waits until something is so; fails with what it was about. */
    void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition::getAsBoolean));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }

    void click(String query) {
        until(
                query + " can be clicked",
                () -> robot.lookup(query).queryAll().stream().anyMatch(node -> node.isVisible() && !node.isDisabled()));
        robot.clickOn(query);
    }

    void type(String text) {
        robot.write(text, 0);
    }

    void press(KeyCode... keys) {
        robot.push(keys);
    }

    boolean sees(String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(Ui::isShown);
    }

    String text(String query) {
        return onFx(() -> {
            Node node = robot.lookup(query).query();
            return ((Labeled) node).getText();
        });
    }

    void assertText(String query, String expected) {
        assertThat(text(query)).isEqualTo(expected);
    }

    <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
