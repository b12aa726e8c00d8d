package org.turnstone.desktop.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.connection.Target;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Engine;
import org.turnstone.run.StatusResult;

/** The project in two databases side by side: the one that is looked at, and another, which is only read. */
public final class CompareModel {
    /**
     * A migration in both.
     *
     * @param here where it stands in the database that is looked at; null when neither file nor history there knows it
     * @param there the same in the other one
     */
    public record Row(StatusEntry here, StatusEntry there) {
        /** What there is to say about the migration itself. */
        public StatusEntry entry() {
            return here != null ? here : there;
        }

        public boolean differs() {
            return here == null || there == null || here.state() != there.state();
        }
    }

    /**
     * What a look at both comes to.
     *
     * @param missingThere how many the other one has not, and the one that is looked at has
     * @param missingHere the other way round
     * @param otherwise how many stand differently for another reason
     */
    public record Counts(int all, int missingThere, int missingHere, int otherwise) {
        public int differences() {
            return missingThere + missingHere + otherwise;
        }
    }

    private final Engine engine;
    private final Background background;
    private final WorkspaceModel workspace;
    private final ReadOnlyObjectWrapper<Target> other = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0));
    private final BooleanProperty onlyDifferences = new SimpleBooleanProperty(true);
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    // Kept: a wrapper nobody holds is collected, and its listeners with it.
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private StatusResult there;
    private int question;

    public CompareModel(Engine engine, Background background, WorkspaceModel workspace) {
        this.engine = engine;
        this.background = background;
        this.workspace = workspace;
        workspace.statusProperty().subscribe(status -> {
            if (other.get() != null && status != null) {
                read();
            }
        });
        // Who reads one again wants both, also when the one is as it was.
        workspace.linkProperty().subscribe(link -> {
            if (other.get() != null && link == WorkspaceModel.Link.CONNECTED) {
                read();
            }
        });
        onlyDifferences.subscribe(only -> arrange());
    }

    // Properties

    /** What the other database is called; null while nothing is compared. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** The other database; null until it was entered. */
    public ReadOnlyObjectProperty<Target> otherProperty() {
        return other.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Why the other one could not be read, in a sentence; null when it could. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Whether what is the same in both is left out. */
    public BooleanProperty onlyDifferencesProperty() {
        return onlyDifferences;
    }

    /** Newest first. */
    public ObservableList<Row> rows() {
        return shownRows;
    }

    // Commands

    /** Somebody wants to compare with a database that is still to be entered. */
    public void enter(String wanted) {
        close();
        name.set(wanted);
        reading.set(true);
    }

    /** The database could not be entered. */
    public void refuse(String sentence) {
        reading.set(false);
        problem.set(sentence);
    }

    /** Compares with the database that was to be entered, unless somebody has thought better of it meanwhile. */
    public void compare(Target wanted) {
        if (wanted.name().equals(name.get())) {
            other.set(wanted);
            read();
        }
    }

    public void close() {
        question++;
        there = null;
        other.set(null);
        name.set(null);
        problem.set(null);
        reading.set(false);
        arrange();
    }

    private void read() {
        Project project = workspace.projectProperty().get();
        Target target = other.get();
        if (project == null || target == null) {
            return;
        }
        int asked = ++question;
        problem.set(null);
        reading.set(there == null);
        background.read(
                "compare",
                () -> engine.status(project, target),
                answer -> {
                    if (asked == question) {
                        reading.set(false);
                        there = answer;
                        arrange();
                    }
                },
                failure -> {
                    if (asked == question) {
                        reading.set(false);
                        there = null;
                        problem.set(WorkspaceModel.sentence(failure));
                        arrange();
                    }
                });
    }

    private void arrange() {
        StatusResult here = workspace.statusProperty().get();
        if (there == null || here == null) {
            counts.set(new Counts(0, 0, 0, 0));
            rows.clear();
            return;
        }
        List<Row> all = paired(here.status().entries(), there.status().entries());
        int missingThere = 0;
        int missingHere = 0;
        int otherwise = 0;
        for (Row row : all) {
            if (row.differs()) {
                boolean hasHere = isIn(row.here());
                boolean hasThere = isIn(row.there());
                missingThere += hasHere && !hasThere ? 1 : 0;
                missingHere += hasThere && !hasHere ? 1 : 0;
                otherwise += hasHere == hasThere ? 1 : 0;
            }
        }
        counts.set(new Counts(all.size(), missingThere, missingHere, otherwise));
        List<Row> shown = all.reversed().stream()
                .filter(row -> !onlyDifferences.get() || row.differs())
                .toList();
        if (!rows.equals(shown)) {
            rows.setAll(shown);
        }
    }

    /** In the order of the one that is looked at; what only the other knows stands where it stands there. */
    private static List<Row> paired(List<StatusEntry> here, List<StatusEntry> there) {
        Map<String, StatusEntry> others = new HashMap<>();
        there.forEach(entry -> others.put(key(entry), entry));
        Map<String, List<Row>> after = new HashMap<>();
        Map<String, StatusEntry> own = new HashMap<>();
        here.forEach(entry -> own.put(key(entry), entry));
        String last = "";
        for (StatusEntry entry : there) {
            if (own.containsKey(key(entry))) {
                last = key(entry);
            } else {
                after.computeIfAbsent(last, k -> new ArrayList<>()).add(new Row(null, entry));
            }
        }
        List<Row> rows = new ArrayList<>(after.getOrDefault("", List.of()));
        for (StatusEntry entry : here) {
            rows.add(new Row(entry, others.get(key(entry))));
            rows.addAll(after.getOrDefault(key(entry), List.of()));
        }
        return rows;
    }

    private static String key(StatusEntry entry) {
        return entry.scriptOrLabel();
    }

    /** Whether a database has what the migration does. */
    private static boolean isIn(StatusEntry entry) {
        if (entry == null) {
            return false;
        }
        return switch (entry.state()) {
            case APPLIED, CHANGED, MISSING, BASELINE, OUTDATED -> true;
            case PENDING, FAILED, OUT_OF_ORDER, REVERTED, IGNORED -> false;
        };
    }
}
