package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;

/**
 * Where in time the migrations fell: a bar a stretch of time, what is ahead at the end, and a line under what the list
 * shows now. A click, or the arrow keys, bring the list there.
 */
final class DensityStrip extends Pane {
    private static final PseudoClass AT = PseudoClass.getPseudoClass("at");
    private static final double BAR = 6;
    private static final double BARS_HIGH = 20;
    private static final double AXIS_HIGH = 13;
    private static final double SIDE = 14;
    private static final double AHEAD = 16;
    private static final double LEAST_BETWEEN_WORDS = 8;

    private final ObservableList<TimelineRow> rows;
    private final Messages messages;
    private final IntConsumer onJump;
    private final Runnable onEnter;
    private final Region window = new Region();
    private final Tooltip tip = new Tooltip();
    private Density density = Density.NONE;
    private double step = BAR;
    private int firstShown = -1;
    private int lastShown = -1;
    /** The stretch the arrow keys are at; the number of stretches for what is ahead; negative before they were used. */
    private int at = -1;

    /**
     * @param onJump brings a row of the list into sight
     * @param onEnter gives the keyboard to the list
     */
    DensityStrip(ObservableList<TimelineRow> rows, Messages messages, IntConsumer onJump, Runnable onEnter) {
        this.rows = rows;
        this.messages = messages;
        this.onJump = onJump;
        this.onEnter = onEnter;
        setId("timeline-density");
        getStyleClass().add("density");
        setMinWidth(0);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(messages.text("timeline.density"));
        window.getStyleClass().add("density-window");
        window.setManaged(false);
        window.setMouseTransparent(true);
        Tooltip.install(this, tip);
        rows.addListener((ListChangeListener<TimelineRow>) change -> measure());
        widthProperty().subscribe(width -> measure());
        setOnMouseMoved(e -> say(binAt(e)));
        setOnMousePressed(this::jump);
        setOnMouseDragged(this::jump);
        setOnKeyPressed(this::walk);
        measure();
    }

    /** Marks what the list shows now, from one of its rows to another. */
    void show(int first, int last) {
        if (first != firstShown || last != lastShown) {
            firstShown = first;
            lastShown = last;
            markWindow();
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return BARS_HIGH + AXIS_HIGH + snappedTopInset() + snappedBottomInset() + 5;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 100;
    }

    private void measure() {
        density = Density.of(rows, (int) ((getWidth() - 2 * SIDE - AHEAD) / BAR));
        Labels.show(this, !density.isEmpty());
        at = -1;
        getChildren().clear();
        if (density.isEmpty()) {
            return;
        }
        step = (getWidth() - 2 * SIDE - AHEAD) / density.bins().size();
        int most = Math.max(density.most(), density.ahead().count());
        for (int i = 0; i < density.bins().size(); i++) {
            bar(density.bins().get(i), left(i), Math.min(step, 3 * BAR) - 1, most, "density-bar");
        }
        bar(density.ahead(), left(density.bins().size()), AHEAD - 6, most, "density-ahead");
        words();
        getChildren().add(window);
        markWindow();
    }

    private void bar(Density.Bin bin, double x, double width, int most, String style) {
        if (bin.count() == 0) {
            return;
        }
        // By the root, so that a single migration beside a heap of them can still be seen.
        double height = Math.max(3, Math.round(BARS_HIGH * Math.sqrt((double) bin.count() / most)));
        var bar = new Region();
        bar.getStyleClass().add(style);
        bar.setManaged(false);
        bar.setMouseTransparent(true);
        bar.resizeRelocate(Math.round(x), top() + BARS_HIGH - height, Math.max(2, Math.floor(width)), height);
        bar.setUserData(bin);
        getChildren().add(bar);
        if (bin.problems() > 0) {
            // A cap as well as a colour.
            var cap = new Region();
            cap.getStyleClass().add("density-problem");
            cap.setManaged(false);
            cap.setMouseTransparent(true);
            cap.resizeRelocate(
                    Math.round(x) - 1,
                    top() + BARS_HIGH - height - 2,
                    Math.max(2, Math.floor(width)) + 2,
                    Math.min(4, height));
            getChildren().add(cap);
        }
    }

    private void words() {
        double free = 0;
        double end = left(density.bins().size());
        for (Density.Tick tick : density.ticks(Locale.getDefault())) {
            Label word = Labels.of(tick.text(), "density-word");
            word.setManaged(false);
            word.setMouseTransparent(true);
            getChildren().add(word);
            word.applyCss();
            double width = Math.ceil(word.prefWidth(-1));
            double x = Math.round(SIDE + tick.at() * (end - SIDE));
            if (x < free || x + width > getWidth() - SIDE) {
                getChildren().remove(word);
                continue;
            }
            word.resizeRelocate(x, top() + BARS_HIGH + 4, width, AXIS_HIGH);
            free = x + width + LEAST_BETWEEN_WORDS;
        }
    }

    private void markWindow() {
        int newest = binNear(firstShown, 1);
        int oldest = binNear(lastShown, -1);
        window.setVisible(!density.isEmpty() && newest >= 0 && oldest >= 0);
        if (window.isVisible()) {
            double from = left(Math.min(oldest, newest));
            int last = Math.max(oldest, newest);
            double to = last == density.bins().size() ? left(last) + AHEAD - 6 : left(last + 1) - 1;
            window.resizeRelocate(Math.round(from), top() + BARS_HIGH + 1, Math.max(6, Math.round(to - from)), 2);
        }
    }

    /** The stretch of a row, or of the nearest row beside it that has one. */
    private int binNear(int row, int direction) {
        for (int i = row; !density.isEmpty() && i >= 0 && i < rows.size(); i += direction) {
            int bin = density.binOf(rows.get(i));
            if (bin >= 0) {
                return bin;
            }
        }
        return -1;
    }

    private double left(int bin) {
        return SIDE + bin * step + (bin == density.bins().size() ? 6 : 0);
    }

    private double top() {
        return snappedTopInset() + 3;
    }

    private int binAt(MouseEvent e) {
        int bin = (int) ((e.getX() - SIDE) / step);
        return Math.clamp(bin, 0, density.bins().size());
    }

    private void jump(MouseEvent e) {
        if (!density.isEmpty()) {
            requestFocus();
            go(nearestFilled(binAt(e)));
        }
    }

    private void walk(KeyEvent e) {
        if (density.isEmpty()) {
            return;
        }
        int from = at >= 0 ? at : binNear(firstShown, 1);
        int wanted = switch (e.getCode()) {
            case LEFT -> nextFilled(from, -1);
            case RIGHT -> nextFilled(from, 1);
            case HOME -> nextFilled(-1, 1);
            case END -> nextFilled(density.bins().size() + 1, -1);
            case ENTER, SPACE -> {
                onEnter.run();
                e.consume();
                yield -1;
            }
            default -> -1;
        };
        if (wanted >= 0) {
            go(wanted);
            e.consume();
        }
    }

    private void go(int bin) {
        if (bin < 0) {
            return;
        }
        at = bin;
        for (Node child : getChildren()) {
            child.pseudoClassStateChanged(AT, child.getUserData() == bin(bin));
        }
        onJump.accept(bin(bin).row());
        say(bin);
        setAccessibleText(messages.text("timeline.density") + ": " + tip.getText());
    }

    private Density.Bin bin(int index) {
        return index == density.bins().size() ? density.ahead() : density.bins().get(index);
    }

    private int nextFilled(int from, int direction) {
        for (int i = from + direction; i >= 0 && i <= density.bins().size(); i += direction) {
            if (bin(i).count() > 0) {
                return i;
            }
        }
        return -1;
    }

    private int nearestFilled(int wanted) {
        if (bin(wanted).count() > 0) {
            return wanted;
        }
        int before = nextFilled(wanted, -1);
        int after = nextFilled(wanted, 1);
        return before < 0 || after >= 0 && after - wanted < wanted - before ? after : before;
    }

    private void say(int bin) {
        if (density.isEmpty()) {
            return;
        }
        Density.Bin found = bin(bin);
        String counted = messages.text("timeline.density.count", Words.count(found.count()), found.count());
        String wrong = found.problems() == 0
                ? ""
                : " · " + messages.text("timeline.density.problems", Words.count(found.problems()));
        tip.setText((bin == density.bins().size() ? messages.text("timeline.density.ahead") : days(bin)) + "\n"
                + counted + wrong);
    }

    private String days(int bin) {
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
        LocalDate begin = density.begin(bin);
        LocalDate end = density.end(bin);
        return List.of(begin, end).stream()
                .distinct()
                .map(d -> d.format(day))
                .reduce((a, b) -> a + " – " + b)
                .get();
    }
}
