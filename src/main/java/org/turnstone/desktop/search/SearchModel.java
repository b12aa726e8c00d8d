package org.turnstone.desktop.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.turnstone.desktop.editor.Query;
import org.turnstone.desktop.platform.Background;
import org.turnstone.format.Migration;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;

/** Words that are looked for in all scripts of the project, and where they are. */
public final class SearchModel {
    /** A line of the list: a script, or a place in it. */
    public sealed interface Row {
        Script script();

        /** A script in which something was found, or that could not be read. */
        record Head(Script script, int hits, boolean more, Found.Problem problem) implements Row {}

        /** A place in it. */
        record Line(Script script, Found.Hit hit) implements Row {}
    }

    private static final int MOST = 2_000;

    /** So long one part of the work takes before what was found is shown. */
    private static final long SLICE_NANOS = 60_000_000;

    private record Slice(List<Found> found, int next) {}

    private final Supplier<Project> project;
    private final Supplier<List<StatusEntry>> order;
    private final Supplier<Map<Path, String>> unsaved;
    private final Background background;
    private final StringProperty words = new SimpleStringProperty("");
    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final BooleanProperty matchCase = new SimpleBooleanProperty();
    private final BooleanProperty wholeWords = new SimpleBooleanProperty();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
    private AtomicBoolean unwanted = new AtomicBoolean();
    private int hits;
    private int scripts;

    /**
     * @param order the migrations as the timeline has them
     * @param unsaved what is written and not saved, by file
     */
    public SearchModel(
            Supplier<Project> project,
            Supplier<List<StatusEntry>> order,
            Supplier<Map<Path, String>> unsaved,
            Background background) {
        this.project = project;
        this.order = order;
        this.unsaved = unsaved;
        this.background = background;
        words.addListener((typed, before, now) -> search());
        for (BooleanProperty each : List.of(regex, matchCase, wholeWords)) {
            each.addListener((chosen, before, now) -> search());
        }
    }

    // Properties

    public StringProperty wordsProperty() {
        return words;
    }

    public BooleanProperty regexProperty() {
        return regex;
    }

    public BooleanProperty matchCaseProperty() {
        return matchCase;
    }

    public BooleanProperty wholeWordsProperty() {
        return wholeWords;
    }

    /** What was found so far, script by script. */
    public ObservableList<Row> rows() {
        return shownRows;
    }

    public ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    /** Why nothing could be looked for; null when it could. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether there is more than is listed. */
    public ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    /** How many places were found. */
    public int hits() {
        return hits;
    }

    /** In how many scripts. */
    public int scripts() {
        return scripts;
    }

    // Commands

    /** Looks again, for the same words: scripts may have changed since. */
    public void search() {
        cancel();
        rows.clear();
        problem.set(null);
        more.set(false);
        hits = 0;
        scripts = 0;
        Project where = project.get();
        var query = new Query(words.get(), regex.get(), matchCase.get(), wholeWords.get());
        if (query.isEmpty() || where == null) {
            searching.set(false);
            return;
        }
        var mine = new AtomicBoolean();
        unwanted = mine;
        ScriptSearch search;
        try {
            search = new ScriptSearch(query, mine::get);
        } catch (PatternSyntaxException e) {
            searching.set(false);
            problem.set(e.getDescription());
            return;
        }
        searching.set(true);
        List<StatusEntry> entries = List.copyOf(order.get());
        Map<Path, String> written = Map.copyOf(unsaved.get());
        background.read(
                "search",
                () -> scripts(where, entries, written),
                all -> goOn(search, all, 0, mine),
                failure -> searching.set(false));
    }

    /** Nobody waits for what is being looked for. */
    public void cancel() {
        unwanted.set(true);
        searching.set(false);
    }

    private void goOn(ScriptSearch search, List<Script> all, int from, AtomicBoolean mine) {
        if (mine.get()) {
            return;
        }
        if (from >= all.size() || more.get()) {
            searching.set(false);
            return;
        }
        background.read(
                "search",
                () -> slice(search, all, from, mine),
                slice -> {
                    if (!mine.get()) {
                        add(slice.found());
                        goOn(search, all, slice.next(), mine);
                    }
                },
                failure -> {
                    if (!mine.get()) {
                        problem.set(String.valueOf(failure.getMessage()));
                        searching.set(false);
                    }
                });
    }

    private static Slice slice(ScriptSearch search, List<Script> all, int from, AtomicBoolean mine) {
        List<Found> found = new ArrayList<>();
        long end = System.nanoTime() + SLICE_NANOS;
        int next = from;
        int count = 0;
        while (next < all.size() && !mine.get() && count < MOST && System.nanoTime() < end) {
            Found each = search.in(all.get(next++));
            count += each.hits().size();
            if (!each.hits().isEmpty() || each.problem() != null) {
                found.add(each);
            }
        }
        return new Slice(found, next);
    }

    private void add(List<Found> found) {
        List<Row> added = new ArrayList<>();
        for (Found each : found) {
            if (hits >= MOST) {
                more.set(true);
                break;
            }
            hits += each.hits().size();
            scripts += each.hits().isEmpty() ? 0 : 1;
            added.add(new Row.Head(each.script(), each.hits().size(), each.more(), each.problem()));
            each.hits().forEach(hit -> added.add(new Row.Line(each.script(), hit)));
        }
        rows.addAll(added);
    }

    /** Migrations in the timeline's order, each with the script that reverts it; then what else is there. */
    private static List<Script> scripts(Project project, List<StatusEntry> order, Map<Path, String> unsaved) {
        List<Script> result = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (StatusEntry entry : order) {
            Migration migration = entry.migration();
            if (migration != null && seen.add(migration.script())) {
                String title = migration.description();
                result.add(new Script(migration.script(), title, unsaved.get(migration.script())));
                migration
                        .revert()
                        .filter(seen::add)
                        .ifPresent(file -> result.add(new Script(file, title, unsaved.get(file))));
            }
        }
        for (Path file : OtherScripts.of(project)) {
            if (seen.add(file)) {
                result.add(new Script(file, "", unsaved.get(file)));
            }
        }
        return result;
    }
}
