package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.turnstone.desktop.controls.Badge;
import org.turnstone.desktop.controls.Labels;
import org.turnstone.desktop.controls.Tone;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.format.Migration;
import org.turnstone.format.StatusEntry;

/** Draws one line of the timeline, with nodes made once: a line that comes into sight only changes their words. */
final class TimelineCell extends ListCell<TimelineRow> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.getDefault());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.getDefault());

    /** A version up to a time stamp's length is said whole; who ran it gives way. */
    private static final int LONGEST_WHOLE = 17;

    private static final int LONGEST_NAME = 32;

    private final TimelineModel model;
    private final Messages messages;
    private final RowHeights heights;
    private final Label title = Labels.of("", "timeline-title");
    private final Badge state = new Badge();
    private final Badge findings = new Badge("", Tone.WARNING);
    private final StateMark mark = new StateMark();
    private final Label version = Labels.of("", "mono", "muted");
    private final Label time = Labels.muted("");
    private final Label took = Labels.muted("");
    private final Label who = Labels.muted("");
    private final Label revertible = Labels.muted("");
    private final Label noTransaction = Labels.muted("");
    private final Label note = Labels.muted("");
    private final Label day = Labels.of("", "day");
    private final Label here = Labels.of("", "here-name");
    private final Tooltip tip = new Tooltip();
    private final HBox item = item();
    private final HBox hereLine = hereLine();

    TimelineCell(TimelineModel model, Messages messages, RowHeights heights) {
        this.model = model;
        this.messages = messages;
        this.heights = heights;
        noTransaction.setText(messages.text("timeline.noTransaction"));
        getStyleClass().add("timeline-cell");
        // As wide as the list, whatever the words inside would like: long names are cut, not scrolled to.
        setPrefWidth(0);
        tip.getStyleClass().add("wide-tooltip");
        tip.setWrapText(true);
        tip.setMaxWidth(520);
        tip.setOnShowing(e -> tip.setText(getItem() instanceof TimelineRow.Item shown ? spelt(shown.entry()) : ""));
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
        switch (row) {
            case TimelineRow.Item shown -> {
                show(shown.entry());
                setGraphic(item);
                setAccessibleText(spoken(shown.entry()));
            }
            case TimelineRow.Here shown -> {
                here.setText(messages.text("timeline.here", shortened(shown.target())));
                setGraphic(hereLine);
                setAccessibleText(messages.text("timeline.here", shown.target()));
            }
            case TimelineRow.Day shown -> {
                day.setText(shown.date().format(DAY));
                setGraphic(day);
                setAccessibleText(day.getText());
            }
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        if (isEmpty() || getItem() == null || getScene() == null) {
            return super.computePrefHeight(width);
        }
        return heights.of(getItem().getClass(), title.getFont().getSize(), () -> super.computePrefHeight(width));
    }

    private HBox item() {
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(40);
        HBox.setHgrow(title, Priority.ALWAYS);
        var first = new HBox(8, title, state, findings);
        first.setAlignment(Pos.CENTER_LEFT);
        who.setMinWidth(0);
        note.setMinWidth(0);
        for (Label whole : List.of(time, took, revertible, noTransaction)) {
            whole.setMinWidth(Region.USE_PREF_SIZE);
        }
        var second = new HBox(10, version, time, took, who, revertible, noTransaction, note);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("timeline-facts");
        var words = new VBox(first, second);
        words.getStyleClass().add("timeline-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var line = new Region();
        line.getStyleClass().add("rail-line");
        var rail = new StackPane(line, mark);
        rail.getStyleClass().add("rail");
        StackPane.setAlignment(mark, Pos.TOP_CENTER);
        var whole = new HBox(rail, words);
        whole.setMinWidth(0);
        return whole;
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
        title.setText(entry.description());
        state.show(StateMark.word(messages, entry.state()), StateMark.tone(entry.state()));
        mark.show(entry.state());
        int found = model.findingsOf(entry);
        Labels.show(findings, found > 0);
        if (found > 0) {
            findings.setText(messages.text("timeline.findings", found));
        }
        version.setText(
                entry.kind() == Migration.Kind.REPEATABLE
                        ? messages.text("timeline.repeatable")
                        : entry.version() == null ? "–" : entry.version());
        version.setMinWidth(version.getText().length() <= LONGEST_WHOLE ? Region.USE_PREF_SIZE : 60);
        say(time, entry.appliedAt() == null ? null : entry.appliedAt().format(TIME));
        say(took, entry.duration() == null ? null : Words.duration(entry.duration()));
        say(who, entry.appliedBy());
        boolean ahead = entry.appliedAt() == null;
        say(
                revertible,
                entry.revertible() ? messages.text(ahead ? "timeline.revertible" : "timeline.revertible.short") : null);
        Labels.show(
                noTransaction, entry.migration() != null && !entry.migration().transactional());
        say(note, entry.note());
    }

    private static void say(Label label, String words) {
        Labels.show(label, words != null && !words.isEmpty());
        label.setText(words);
    }

    private String spoken(StatusEntry entry) {
        List<String> words = new ArrayList<>(
                List.of(entry.label() + " " + entry.description(), StateMark.word(messages, entry.state())));
        if (entry.appliedAt() != null) {
            words.add(entry.appliedAt().format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)));
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
        lines.add(entry.script());
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
