package org.turnstone.desktop.timeline;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.format.Migration;
import org.turnstone.format.StatusEntry;

/** Draws one line of the timeline. */
final class TimelineCell extends ListCell<TimelineRow> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.getDefault());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.getDefault());

    private final Messages messages;
    private final Function<StatusEntry, ContextMenu> menus;

    TimelineCell(Messages messages, Function<StatusEntry, ContextMenu> menus) {
        this.messages = messages;
        this.menus = menus;
        getStyleClass().add("timeline-cell");
        // As wide as the list, whatever the words inside would like: long names are cut, not scrolled to.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(TimelineRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setContextMenu(null);
        setAccessibleText(null);
        if (empty || row == null) {
            setGraphic(null);
            setMouseTransparent(false);
            return;
        }
        switch (row) {
            case TimelineRow.Item item -> {
                setGraphic(item(item.entry()));
                setContextMenu(menus.apply(item.entry()));
                setAccessibleText(spoken(item.entry()));
            }
            case TimelineRow.Here here -> setGraphic(here(here));
            case TimelineRow.Day day -> setGraphic(Labels.of(day.date().format(DAY), "day"));
        }
        setMouseTransparent(!(row instanceof TimelineRow.Item));
    }

    private Node item(StatusEntry entry) {
        Label title = Labels.of(entry.description(), "timeline-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var first = new HBox(8, title, new Badge(entry.state().word(), StateMark.tone(entry.state())));
        first.setAlignment(Pos.CENTER_LEFT);
        var second = new HBox(10);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("timeline-facts");
        second.getChildren().addAll(facts(entry));
        var words = new VBox(first, second);
        words.getStyleClass().add("timeline-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var line = new Region();
        line.getStyleClass().add("rail-line");
        var mark = new StateMark(entry.state());
        var rail = new StackPane(line, mark);
        rail.getStyleClass().add("rail");
        StackPane.setAlignment(mark, Pos.TOP_CENTER);
        var whole = new HBox(rail, words);
        whole.setMinWidth(0);
        return whole;
    }

    private List<Node> facts(StatusEntry entry) {
        List<Node> facts = new ArrayList<>();
        facts.add(
                entry.kind() == Migration.Kind.REPEATABLE
                        ? Labels.of(messages.text("timeline.repeatable"), "mono", "muted")
                        : Labels.of(entry.version() == null ? "–" : entry.version(), "mono", "muted"));
        if (entry.appliedAt() != null) {
            facts.add(Labels.muted(entry.appliedAt().format(TIME)));
        }
        if (entry.duration() != null) {
            facts.add(Labels.muted(Words.duration(entry.duration())));
        }
        boolean ahead = entry.appliedAt() == null;
        if (ahead && entry.revertible()) {
            facts.add(Labels.muted(messages.text("timeline.revertible")));
        }
        if (entry.migration() != null && !entry.migration().transactional()) {
            facts.add(Labels.muted(messages.text("timeline.noTransaction")));
        }
        if (!ahead && entry.revertible()) {
            facts.add(Labels.muted("↶"));
        }
        if (entry.note() != null) {
            Label note = Labels.muted(entry.note());
            note.setMinWidth(0);
            facts.add(note);
        }
        for (int i = 0; i < Math.min(3, facts.size()); i++) {
            ((Region) facts.get(i)).setMinWidth(i == 0 && isLong(entry.version()) ? 40 : Region.USE_PREF_SIZE);
        }
        return facts;
    }

    /** A version that may be cut when there is no room. */
    private static boolean isLong(String version) {
        return version != null && version.length() > 6;
    }

    private Node here(TimelineRow.Here here) {
        var line = new Region();
        line.getStyleClass().add("here-line");
        HBox.setHgrow(line, Priority.ALWAYS);
        Label name = Labels.of(messages.text("timeline.here", here.target()), "here-name");
        name.setMinWidth(0);
        var whole = new HBox(8, name, line);
        whole.setAlignment(Pos.CENTER_LEFT);
        whole.getStyleClass().add("here");
        return whole;
    }

    private static String spoken(StatusEntry entry) {
        return entry.label() + " " + entry.description() + ", " + entry.state().word();
    }
}
