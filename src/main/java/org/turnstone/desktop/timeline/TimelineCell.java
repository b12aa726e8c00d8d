package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.format.Migration;
import org.turnstone.format.StatusEntry;

/** Draws one line of the timeline, with nodes made once: a line that comes into sight only changes their words. */
final class TimelineCell extends ListCell<TimelineRow> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.getDefault());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.getDefault());

    private static final int LONGEST_NAME = 32;

    private final TimelineModel model;
    private final Messages messages;
    private final RowHeights heights;
    private final OneOf shown = new OneOf();
    private final TimelineLine line = new TimelineLine();
    private final Label day = Labels.of("", "day");
    private final Label here = Labels.of("", "here-name");
    private final Tooltip tip = new Tooltip();
    private final HBox hereLine = hereLine();

    TimelineCell(TimelineModel model, Messages messages, RowHeights heights) {
        this.model = model;
        this.messages = messages;
        this.heights = heights;
        getStyleClass().add("timeline-cell");
        // As wide as the list, whatever the words inside would like: long names are cut, not scrolled to.
        setPrefWidth(0);
        tip.getStyleClass().add("wide-tooltip");
        tip.setWrapText(true);
        tip.setMaxWidth(520);
        tip.setOnShowing(e -> tip.setText(getItem() instanceof TimelineRow.Item shown ? spelt(shown.entry()) : ""));
    }

    /** The list has one cell that it never shows, to find out how high lines are. */
    private boolean isOnlyMeasured() {
        return getParent() != null && !getParent().isVisible();
    }

    /**
     * A cell that still has to be laid out, because the line before was higher, is: the list would work out all of its styles
     * again, which takes several times as long.
     */
    @Override
    public void updateIndex(int index) {
        if (isNeedsLayout() && getGraphic() != null) {
            layout();
        }
        super.updateIndex(index);
    }

    @Override
    protected void updateItem(TimelineRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean isItem = !empty && row instanceof TimelineRow.Item;
        // Days and the line between are not to be chosen.
        setMouseTransparent(!empty && row != null && !isItem);
        setTooltip(isItem ? tip : null);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        if (isOnlyMeasured() && heights.of(row.getClass()) != null) {
            // Its height is known: nothing in it is ever seen, and would be given its styles for each line measured.
            setGraphic(null);
            return;
        }
        if (getGraphic() == null) {
            setGraphic(shown);
            applyCss();
        }
        switch (row) {
            case TimelineRow.Item migration -> {
                show(migration.entry());
                shown.show(line);
                // Whoever listens asks for it; nobody else needs it put together.
                setAccessibleText(null);
            }
            case TimelineRow.Here it -> {
                here.setText(messages.text("timeline.here", shortened(it.target())));
                shown.show(hereLine);
                setAccessibleText(messages.text("timeline.here", it.target()));
            }
            case TimelineRow.Day it -> {
                day.setText(it.date().format(DAY));
                shown.show(day);
                setAccessibleText(day.getText());
            }
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT && getItem() instanceof TimelineRow.Item migration
                ? spoken(migration.entry())
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /** Its colours change at once: whoever scrolls would see the last line's for a moment. */
    @Override
    public void updateSelected(boolean selected) {
        boolean before = isSelected();
        super.updateSelected(selected);
        if (before != isSelected()) {
            applyCss();
        }
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        if (isEmpty() || getItem() == null || getScene() == null) {
            return super.computePrefHeight(width);
        }
        if (getGraphic() == null) {
            return heights.of(getItem().getClass());
        }
        return heights.of(getItem().getClass(), line.title().getFont().getSize(), () -> super.computePrefHeight(width));
    }

    /** Of a long name its beginning and its end, so that what stands behind it stays. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME / 2) + "…" + name.substring(name.length() - LONGEST_NAME / 3);
    }

    private HBox hereLine() {
        var line = new Region();
        line.getStyleClass().add("here-line");
        HBox.setHgrow(line, Priority.ALWAYS);
        here.setMinWidth(0);
        var whole = new HBox(8, here, line);
        whole.setAlignment(Pos.CENTER_LEFT);
        whole.getStyleClass().add("here");
        return whole;
    }

    private void show(StatusEntry entry) {
        line.title().setText(entry.description());
        line.state(StateMark.word(messages, entry.state()), StateMark.tone(entry.state()), entry.state());
        int found = model.findingsOf(entry);
        Labels.show(line.findings(), found > 0);
        if (found > 0) {
            line.findings().setText(messages.text("timeline.findings", found));
        }
        boolean ahead = entry.appliedAt() == null;
        FactRow facts = line.facts();
        facts.say(Fact.VERSION, version(entry));
        facts.say(Fact.TIME, ahead ? null : entry.appliedAt().format(TIME));
        facts.say(Fact.TOOK, entry.duration() == null ? null : Words.duration(entry.duration()));
        facts.say(Fact.WHO, entry.appliedBy());
        facts.say(
                Fact.REVERTIBLE,
                entry.revertible() ? messages.text(ahead ? "timeline.revertible" : "timeline.revertible.short") : null);
        facts.say(Fact.NO_TRANSACTION, isBare(entry) ? messages.text("timeline.noTransaction") : null);
        facts.say(Fact.NOTE, entry.note());
    }

    private String version(StatusEntry entry) {
        return entry.kind() == Migration.Kind.REPEATABLE
                ? messages.text("timeline.repeatable")
                : entry.version() == null ? "–" : entry.version();
    }

    private static boolean isBare(StatusEntry entry) {
        return entry.migration() != null && !entry.migration().transactional();
    }

    private String spoken(StatusEntry entry) {
        List<String> words = new ArrayList<>(
                List.of(entry.label() + " " + entry.description(), StateMark.word(messages, entry.state())));
        if (entry.appliedAt() != null) {
            words.add(entry.appliedAt().format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)));
        }
        if (isBare(entry)) {
            words.add(messages.text("timeline.noTransaction"));
        }
        if (entry.revertible()) {
            words.add(messages.text("timeline.spoken.revertible"));
        }
        int found = model.findingsOf(entry);
        if (found > 0) {
            words.add(messages.text("timeline.findings", found));
        }
        if (entry.note() != null) {
            words.add(entry.note());
        }
        return String.join(", ", words);
    }

    /** Everything, also what the line had no room for. */
    private String spelt(StatusEntry entry) {
        List<String> lines = new ArrayList<>();
        lines.add(entry.description());
        lines.add(entry.scriptOrLabel());
        lines.add(StateMark.words(messages, entry));
        if (entry.appliedAt() != null) {
            LocalDate date = entry.appliedAt().toLocalDate();
            String when = date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)) + " "
                    + entry.appliedAt().format(DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM));
            lines.add(
                    entry.appliedBy() == null
                            ? messages.text("timeline.tip.applied", when)
                            : messages.text("timeline.tip.appliedBy", when, entry.appliedBy()));
        }
        if (entry.duration() != null) {
            lines.add(messages.text("timeline.tip.took", Words.duration(entry.duration())));
        }
        if (isBare(entry)) {
            lines.add(messages.text("timeline.tip.noTransaction"));
        }
        if (entry.migration() != null) {
            lines.add(
                    entry.revertible()
                            ? messages.text(
                                    "timeline.tip.revert",
                                    entry.migration().revertScript().getFileName())
                            : messages.text("timeline.tip.noRevert"));
        }
        return String.join("\n", lines);
    }
}
