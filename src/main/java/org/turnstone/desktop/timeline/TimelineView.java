package org.turnstone.desktop.timeline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.format.StatusEntry;

/** The timeline with its filter, and the strip over it that shows when. */
public final class TimelineView {
    public static final String LIST = "timeline";
    public static final String SEARCH = "timeline-search";

    /**
     * What the timeline asks of the window around it.
     *
     * @param menu what a right click on a migration offers, in groups
     * @param open brings a migration's script to the front, with the keyboard
     * @param copy puts its version on the clipboard
     */
    public record Doors(
            Function<StatusEntry, List<List<MenuItem>>> menu, Consumer<StatusEntry> open, Consumer<StatusEntry> copy) {}

    /** How many rows stay in sight above one that is scrolled to. */
    private static final int ROWS_ABOVE = 3;

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final Set<KeyCode> STEPS = Set.of(KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END);

    private final TimelineModel model;
    private final Messages messages;
    private final Doors doors;
    private final BorderPane root = new BorderPane();
    private final ListView<TimelineRow> list = new ListView<>();
    private final TextField search = new TextField();
    private final HBox header = new HBox(12);
    private final VBox top = new VBox();
    private final ContextMenu menu = new ContextMenu();
    private final DensityStrip density;

    /** @param placeholder what the list shows when nothing is in it */
    public TimelineView(TimelineModel model, Messages messages, Doors doors, Node placeholder) {
        this.model = model;
        this.messages = messages;
        this.doors = doors;
        this.density = new DensityStrip(model.rows(), messages, this::bringIntoSight, this::focus);
        root.getStyleClass().add("timeline");
        top.getChildren().addAll(header(), chips(), density);
        root.setTop(top);
        list.setId(LIST);
        list.setItems(model.rows());
        var heights = new RowHeights();
        list.setCellFactory(view -> new TimelineCell(model, messages, heights));
        list.setPlaceholder(placeholder);
        list.setAccessibleText(messages.text("timeline.title"));
        root.setCenter(list);
        offerMenu();
        listenToKeys();
        followSelection();
        model.findingsProperty().subscribe(found -> list.refresh());
        // The flow inside is there once the list has a skin.
        list.skinProperty().subscribe(skin -> list.lookupAll(".scroll-bar").forEach(this::watch));
        list.heightProperty().subscribe(height -> showWindow());
    }

    public Node node() {
        return root;
    }

    /** Puts a strip between the chips and the list. */
    public void above(Node strip) {
        top.getChildren().add(strip);
    }

    /** Puts a button behind the filter. */
    public void behindFilter(Node button) {
        header.getChildren().add(button);
    }

    /** Gives the keyboard to the list. */
    public void focus() {
        list.requestFocus();
    }

    /** Gives the keyboard to the filter. */
    public void focusFilter() {
        search.requestFocus();
        search.selectAll();
    }

    private Node header() {
        Label title = Labels.of(messages.text("timeline.title"), "pane-title");
        title.setMinWidth(Label.USE_PREF_SIZE);
        search.setId(SEARCH);
        search.setPromptText(messages.text("timeline.search"));
        search.setAccessibleText(messages.text("timeline.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setOnKeyPressed(this::leaveFilter);
        HBox.setHgrow(search, Priority.ALWAYS);
        header.getChildren().setAll(title, search);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("timeline-header");
        return header;
    }

    private Node chips() {
        var chips = new FlowPane(6, 6);
        chips.getStyleClass().add("chips");
        var group = new ToggleGroup();
        for (TimelineFilter filter : TimelineFilter.values()) {
            var chip = new ToggleButton();
            chip.getStyleClass().add("chip");
            chip.setToggleGroup(group);
            // A chip is chosen or another is; none at all would be a third thing nobody asked for.
            chip.setOnAction(e -> {
                model.filterProperty().set(filter);
                chip.setSelected(true);
            });
            model.filterProperty().subscribe(chosen -> chip.setSelected(chosen == filter));
            model.countsProperty().subscribe(counts -> count(chip, filter, counts));
            chips.getChildren().add(chip);
        }
        return chips;
    }

    private void count(ToggleButton chip, TimelineFilter filter, Map<TimelineFilter, Long> counts) {
        long count = counts.getOrDefault(filter, 0L);
        chip.setText(messages.text(filter.key(), Words.count(count)));
        Labels.show(chip, filter.always() || count > 0 || chip.isSelected());
    }

    /** One menu for all lines, filled when it is asked for: by a click, or by the keyboard for the selected one. */
    private void offerMenu() {
        list.setContextMenu(menu);
        list.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e -> {
            StatusEntry entry = model.selectedProperty().get();
            if (entry == null || !e.isKeyboardTrigger() && !isOnMigration(e)) {
                e.consume();
                return;
            }
            menu.getItems().clear();
            fill(menu, entry);
            if (e.isKeyboardTrigger()) {
                // At the line it is about, not in the middle of the list.
                Node line = selectedLine();
                menu.show(line == null ? list : line, line == null ? Side.TOP : Side.BOTTOM, 46, 0);
                e.consume();
            }
        });
        // Without a line in it JavaFX would not ask for the menu at all.
        menu.getItems().add(new MenuItem());
    }

    private void fill(ContextMenu menu, StatusEntry entry) {
        for (List<MenuItem> group : doors.menu().apply(entry)) {
            if (!menu.getItems().isEmpty() && !group.isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            menu.getItems().addAll(group);
        }
    }

    private Node selectedLine() {
        VirtualFlow<?> flow = flow();
        int index = list.getSelectionModel().getSelectedIndex();
        return flow == null || index < 0 || !isInSight(index) ? null : flow.getCell(index);
    }

    private static boolean isOnMigration(ContextMenuEvent e) {
        for (Node at = e.getPickResult().getIntersectedNode(); at != null; at = at.getParent()) {
            if (at instanceof TimelineCell cell) {
                return cell.getItem() instanceof TimelineRow.Item;
            }
        }
        return false;
    }

    private void listenToKeys() {
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            StatusEntry entry = model.selectedProperty().get();
            if (STEPS.contains(e.getCode()) && !e.isShiftDown() && !e.isShortcutDown() && !e.isAltDown()) {
                step(e.getCode());
                e.consume();
            } else if (entry != null && e.getCode() == KeyCode.ENTER) {
                doors.open().accept(entry);
                e.consume();
            } else if (entry != null && COPY.match(e)) {
                doors.copy().accept(entry);
                e.consume();
            } else if (e.getCode() == KeyCode.ESCAPE && isFiltered()) {
                model.clearFilter();
                e.consume();
            }
        });
        // When it is typed, not when its key goes down: the filter would have it as its first letter.
        list.addEventFilter(KeyEvent.KEY_TYPED, e -> {
            if (e.getCharacter().equals("/")) {
                focusFilter();
                e.consume();
            }
        });
    }

    private boolean isFiltered() {
        return !model.searchProperty().get().isEmpty() || model.filterProperty().get() != TimelineFilter.ALL;
    }

    private void leaveFilter(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            e.consume();
        } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.ESCAPE) {
            focus();
            if (list.getSelectionModel().isEmpty()) {
                step(KeyCode.HOME);
            }
            e.consume();
        }
    }

    /** To the next migration; days and the line between are stepped over. */
    private void step(KeyCode code) {
        int direction = code == KeyCode.UP || code == KeyCode.END ? -1 : 1;
        int from = switch (code) {
            case HOME -> -1;
            case END -> model.rows().size();
            default -> list.getSelectionModel().getSelectedIndex();
        };
        int wanted = nextItem(from, direction);
        if (wanted >= 0) {
            list.getSelectionModel().clearAndSelect(wanted);
            keepInSight(wanted);
        }
    }

    private int nextItem(int from, int direction) {
        for (int i = from + direction; i >= 0 && i < model.rows().size(); i += direction) {
            if (model.rows().get(i) instanceof TimelineRow.Item) {
                return i;
            }
        }
        return -1;
    }

    /** Scrolls only when the row is not whole in sight, and no further than it must. */
    private void keepInSight(int index) {
        VirtualFlow<?> flow = flow();
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        for (int i = 0; i < ROWS_ABOVE && flow.getLastVisibleCell().getIndex() < index; i++) {
            flow.scrollPixels(flow.getLastVisibleCell().getHeight());
        }
        for (int i = 0; i < ROWS_ABOVE && flow.getFirstVisibleCell().getIndex() > index; i++) {
            flow.scrollPixels(-flow.getFirstVisibleCell().getHeight());
        }
        // Going up, the day over it comes into sight as well.
        if (index > 0 && !(model.rows().get(index - 1) instanceof TimelineRow.Item)) {
            flow.scrollTo(index - 1);
        }
        flow.scrollTo(index);
        showWindow();
    }

    private void bringIntoSight(int row) {
        if (row >= 0) {
            list.scrollTo(Math.max(0, row - 1));
            list.layout();
            showWindow();
        }
    }

    /** The list shows what the model has selected, and the model what is clicked. */
    private void followSelection() {
        boolean[] following = {false};
        list.getSelectionModel().selectedItemProperty().subscribe((before, row) -> {
            if (following[0]) {
                return;
            }
            if (row instanceof TimelineRow.Item item) {
                model.select(item.entry());
            } else if (row != null) {
                // A page up or down ended on a day: the migration below it is meant.
                int next = nextItem(list.getSelectionModel().getSelectedIndex(), 1);
                if (next >= 0) {
                    list.getSelectionModel().clearAndSelect(next);
                }
            }
        });
        Runnable follow = () -> {
            following[0] = true;
            int index = indexOf(model.selectedProperty().get());
            if (index < 0) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedIndex() != index) {
                list.getSelectionModel().clearAndSelect(index);
                if (!isInSight(index)) {
                    list.scrollTo(Math.max(0, index - ROWS_ABOVE));
                }
            }
            following[0] = false;
        };
        model.selectedProperty().subscribe(follow);
        list.getItems().addListener((ListChangeListener<TimelineRow>) change -> follow.run());
    }

    private int indexOf(StatusEntry entry) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i) instanceof TimelineRow.Item item
                    && item.entry().equals(entry)) {
                return i;
            }
        }
        return -1;
    }

    // What the list shows, for the strip

    private void watch(Node bar) {
        if (bar instanceof ScrollBar scroll && scroll.getOrientation() == Orientation.VERTICAL) {
            scroll.valueProperty().subscribe(value -> showWindow());
            scroll.visibleAmountProperty().subscribe(amount -> showWindow());
        }
    }

    private void showWindow() {
        VirtualFlow<?> flow = flow();
        if (flow != null && flow.getFirstVisibleCell() != null && flow.getLastVisibleCell() != null) {
            density.show(
                    flow.getFirstVisibleCell().getIndex(),
                    flow.getLastVisibleCell().getIndex());
        }
    }

    private boolean isInSight(int index) {
        VirtualFlow<?> flow = flow();
        return flow != null
                && flow.getFirstVisibleCell() != null
                && flow.getLastVisibleCell() != null
                && index > flow.getFirstVisibleCell().getIndex()
                && index < flow.getLastVisibleCell().getIndex();
    }

    private VirtualFlow<?> flow() {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }
}
