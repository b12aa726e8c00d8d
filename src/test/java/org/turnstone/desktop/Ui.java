package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A robot and its eyes: what the journeys ask of TestFX, in our words. */
final class Ui {
    private static final long PATIENCE_SECONDS = Long.getLong("patience", 60);

    /** So often the pointer goes after what moves away from it. */
    private static final int MOST_MOVES = 10;

    private static final Path PICTURES = Path.of("target", "journeys");
    private static final AtomicInteger PICTURE = new AtomicInteger();

    private final FxRobot robot = new FxRobot();

    /** Waits until something is so; fails with what it was about. */
    void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition::getAsBoolean));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain until " + what + "; " + picture(), e);
        }
    }

    /** Keeps what is to be seen now, so that somebody can look at it. */
    private String picture() {
        return onFx(() -> {
            List<Path> files = new ArrayList<>();
            for (Window window : Window.getWindows()) {
                Path file = PICTURES.resolve(ProcessHandle.current().pid() + "-" + PICTURE.incrementAndGet() + ".png");
                Gallery.write(Gallery.picture(window.getScene()), file);
                files.add(file);
            }
            return "what could be seen is in " + files;
        });
    }

    void click(String query) {
        Node node = clickable(query);
        robot.moveTo(node);
        // What appears meanwhile may move it; the pointer follows, as a hand would.
        for (int i = 0; i < MOST_MOVES && !onFx(node::isHover); i++) {
            node = clickable(query);
            robot.moveTo(node);
        }
        robot.clickOn();
    }

    /** Nobody clicks what is hidden or disabled, and nobody hits what still moves. */
    private Node clickable(String query) {
        Node[] found = new Node[1];
        Bounds[] last = new Bounds[1];
        until(query + " can be clicked", () -> {
            Node before = found[0];
            Bounds there = last[0];
            found[0] = robot.lookup(query)
                    .match((Node node) -> isShown(node) && !node.isDisabled())
                    .tryQuery()
                    .orElse(null);
            last[0] = found[0] == null ? null : found[0].localToScreen(found[0].getLayoutBounds());
            return found[0] != null && found[0] == before && last[0].equals(there);
        });
        return found[0];
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

    /** Whether these words stand somewhere in a window, alone or among others. */
    boolean reads(String words) {
        return robot.lookup((Node node) -> isShown(node) && said(node).contains(words))
                .tryQuery()
                .isPresent();
    }

    void awaitWords(String words) {
        until("\"" + words + "\" can be read", () -> reads(words));
    }

    private static String said(Node node) {
        return switch (node) {
            case Labeled labeled -> String.valueOf(labeled.getText());
            case Text text -> String.valueOf(text.getText());
            default -> "";
        };
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
