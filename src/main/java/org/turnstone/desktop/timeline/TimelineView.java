package org.turnstone.desktop.timeline;

import java.util.Map;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.format.StatusEntry;

/** The timeline with its filter. */
public final class TimelineView {
    public static final String LIST = "timeline";
    public static final String SEARCH = "timeline-search";

    /** How many rows stay in sight above one that is scrolled to. */
    private static final int ROWS_ABOVE = 3;

    private final TimelineModel model;
    private final Messages messages;
    private final BorderPane root = new BorderPane();
    private final ListView<TimelineRow> list = new ListView<>();
    private final TextField search = new TextField();
    private final VBox top = new VBox();

    /**
     * @param menus what a right click on a migration offers
     * @param placeholder what the list shows when nothing is in it
     */
    public TimelineView(
            TimelineModel model, Messages messages, Function<StatusEntry, ContextMenu> menus, Node placeholder) {
        this.model = model;
        this.messages = messages;
        root.getStyleClass().add("timeline");
        top.getChildren().addAll(header(), chips());
        root.setTop(top);
        list.setId(LIST);
        list.setItems(model.rows());
        list.setCellFactory(view -> new TimelineCell(messages, menus));
        list.setPlaceholder(placeholder);
        list.setAccessibleText(messages.text("timeline.title"));
        root.setCenter(list);
        followSelection();
    }

    public Node node() {
        return root;
    }

    /** Puts a strip between the chips and the list. */
    public void above(Node strip) {
        top.getChildren().add(strip);
    }

    /** Gives the keyboard to the list. */
    public void focus() {
        list.requestFocus();
    }

    private Node header() {
        Label title = Labels.of(messages.text("timeline.title"), "pane-title");
        title.setMinWidth(Label.USE_PREF_SIZE);
        search.setId(SEARCH);
        search.setPromptText(messages.text("timeline.search"));
        search.setAccessibleText(messages.text("timeline.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        var header = new HBox(12, title, search);
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
            chip.setSelected(filter == model.filterProperty().get());
            // A chip is chosen or another is; none at all would be a third thing nobody asked for.
            chip.setOnAction(e -> {
                model.filterProperty().set(filter);
                chip.setSelected(true);
            });
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

    /** The list shows what the model has selected, and the model what is clicked. */
    private void followSelection() {
        boolean[] following = {false};
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!following[0] && row instanceof TimelineRow.Item item) {
                model.select(item.entry());
            }
        });
        Runnable follow = () -> {
            following[0] = true;
            int index = indexOf(model.selectedProperty().get());
            if (index < 0) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedIndex() != index) {
                list.getSelectionModel().select(index);
                list.scrollTo(Math.max(0, index - ROWS_ABOVE));
            }
            following[0] = false;
        };
        model.selectedProperty().subscribe(follow);
        list.getItems().addListener((ListChangeListener<TimelineRow>) change -> follow.run());
    }

    private int indexOf(StatusEntry entry) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i) instanceof TimelineRow.Item item && item.entry() == entry) {
                return i;
            }
        }
        return -1;
    }
}
