package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.StatusResult;

/** The timeline's lines: pending above newest first, then where the target is, then what was applied by day. */
public final class TimelineModel {
    private final WorkspaceModel workspace;
    private final ObservableList<TimelineRow> rows = FXCollections.observableArrayList();
    // Kept: a wrapper nobody holds is collected, and its listeners with it.
    private final Messages messages;
    private final ObservableList<TimelineRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<TimelineFilter> filter = new SimpleObjectProperty<>(TimelineFilter.ALL);
    private final ReadOnlyObjectWrapper<Map<TimelineFilter, Long>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<StatusEntry> selected = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Map<String, Integer>> findings = new SimpleObjectProperty<>(Map.of());
    private boolean arranging;
    /** Whether something is looked at that is no migration. */
    private boolean left;

    public TimelineModel(WorkspaceModel workspace, Messages messages) {
        this.workspace = workspace;
        this.messages = messages;
        workspace.statusProperty().subscribe(this::show);
        search.subscribe(text -> arrange());
        filter.subscribe(chosen -> arrange());
    }

    public ObservableList<TimelineRow> rows() {
        return shownRows;
    }

    public StringProperty searchProperty() {
        return search;
    }

    public ObjectProperty<TimelineFilter> filterProperty() {
        return filter;
    }

    /** How many each filter lets through. */
    public ReadOnlyObjectProperty<Map<TimelineFilter, Long>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<StatusEntry> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** How many findings each script has, by its name; empty while nobody has looked. */
    public ObjectProperty<Map<String, Integer>> findingsProperty() {
        return findings;
    }

    int findingsOf(StatusEntry entry) {
        // What is missing may have a version and no file's name.
        return entry.script() == null ? 0 : findings.get().getOrDefault(entry.script(), 0);
    }

    /** Whether there are migrations, and the filter hides them all. */
    public boolean hidesAll() {
        return rows.isEmpty() && !entries().isEmpty();
    }

    /** Whether everything was read, and there is no migration. */
    public boolean hasNone() {
        return workspace.statusProperty().get() != null && entries().isEmpty();
    }

    /** Lets everything through again. */
    public void clearFilter() {
        search.set("");
        filter.set(TimelineFilter.ALL);
    }

    /** Selects none, until somebody selects one. */
    public void leave() {
        left = true;
        selected.set(null);
    }

    /** Selects a migration. Lists that lose their rows while they are arranged anew are not listened to. */
    public void select(StatusEntry entry) {
        if (!arranging) {
            selected.set(entry);
        }
    }

    /** Selects a migration that is listed, and lets it through where the filter would hide it. */
    public void reveal(StatusEntry entry) {
        if (!filter.get().lets(entry) || !matches(entry)) {
            clearFilter();
        }
        selected.set(entry);
    }

    /** Selects the migration whose script has this name, if there is one; either of its two scripts will do. */
    public boolean selectScript(String script) {
        if (script == null) {
            return false;
        }
        for (StatusEntry entry : entries()) {
            boolean reverts = entry.migration() != null
                    && entry.migration().revertScript() != null
                    && entry.migration().revertScript().endsWith(script);
            if (script.equals(entry.scriptOrLabel()) || reverts) {
                selected.set(entry);
                return true;
            }
        }
        return false;
    }

    private List<StatusEntry> entries() {
        StatusResult status = workspace.statusProperty().get();
        return status == null ? List.of() : status.status().entries();
    }

    private void show(StatusResult status) {
        Map<TimelineFilter, Long> counted = new EnumMap<>(TimelineFilter.class);
        for (TimelineFilter each : TimelineFilter.values()) {
            counted.put(each, entries().stream().filter(each::lets).count());
        }
        counts.set(counted);
        arrange();
        if (status != null) {
            reselect();
        }
    }

    /** The same migration as before, in its new state; else the first pending one, else the newest. */
    private void reselect() {
        StatusEntry before = selected.get();
        if (before == null && left) {
            return;
        }
        left = false;
        StatusEntry found = null;
        for (StatusEntry entry : entries()) {
            if (before != null && entry.scriptOrLabel().equals(before.scriptOrLabel())) {
                found = entry;
            }
        }
        if (found == null) {
            found = entries().stream()
                    .filter(e -> e.state() == MigrationState.PENDING)
                    .findFirst()
                    .orElse(entries().isEmpty() ? null : entries().getLast());
        }
        selected.set(found);
    }

    /** All migrations as they are listed, whatever the filter hides. */
    public List<StatusEntry> ordered() {
        List<StatusEntry> all = new ArrayList<>();
        entries().reversed().stream().filter(e -> !isBelow(e)).forEach(all::add);
        entries().reversed().stream()
                .filter(TimelineModel::isBelow)
                .sorted(Comparator.comparing(TimelineModel::appliedAt).reversed())
                .forEach(all::add);
        return all;
    }

    private void arrange() {
        List<StatusEntry> shown = entries().stream()
                .filter(e -> filter.get().lets(e) && matches(e))
                .toList();
        List<TimelineRow> arranged = new ArrayList<>();
        shown.reversed().stream()
                .filter(e -> !isBelow(e))
                .map(TimelineRow.Item::new)
                .forEach(arranged::add);
        if (workspace.linkProperty().get() == WorkspaceModel.Link.CONNECTED && !shown.isEmpty()) {
            arranged.add(new TimelineRow.Here(workspace.targetProperty().get().name()));
        }
        LocalDate day = null;
        List<StatusEntry> below = shown.reversed().stream()
                .filter(TimelineModel::isBelow)
                .sorted(Comparator.comparing(TimelineModel::appliedAt).reversed())
                .toList();
        for (StatusEntry entry : below) {
            LocalDate its = entry.appliedAt() == null ? null : entry.appliedAt().toLocalDate();
            if (its != null && !its.equals(day)) {
                arranged.add(new TimelineRow.Day(its));
                day = its;
            }
            arranged.add(new TimelineRow.Item(entry));
        }
        // A list that is as it was keeps its place, also while files and database are read again and again.
        if (!rows.equals(arranged)) {
            arranging = true;
            rows.setAll(arranged);
            arranging = false;
        }
    }

    /** Whether the target's history holds it. */
    static boolean isBelow(StatusEntry entry) {
        return switch (entry.state()) {
            case PENDING, OUT_OF_ORDER, IGNORED, OUTDATED -> false;
            case APPLIED, FAILED, CHANGED, MISSING, BASELINE -> true;
            case REVERTED -> entry.appliedAt() != null;
        };
    }

    private static LocalDateTime appliedAt(StatusEntry entry) {
        return entry.appliedAt() == null ? LocalDateTime.MIN : entry.appliedAt();
    }

    private boolean matches(StatusEntry entry) {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || contains(entry.version(), wanted)
                || contains(entry.description(), wanted)
                || contains(entry.script(), wanted)
                || contains(entry.appliedBy(), wanted)
                || contains(StateMark.word(messages, entry.state()), wanted);
    }

    private static boolean contains(String text, String wanted) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
