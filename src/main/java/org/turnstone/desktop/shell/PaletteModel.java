package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What can be done and gone to, found by a few letters. */
public final class PaletteModel {
    /** An item and where in its text the typed letters are. */
    public record Hit(PaletteItem item, List<Integer> places) {}

    private record Scored(Hit hit, int score) {}

    /** More than anybody reads. */
    private static final int MOST = 200;

    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Hit> hits = FXCollections.observableArrayList();
    private final ObservableList<Hit> shown = FXCollections.unmodifiableObservableList(hits);
    private Supplier<List<PaletteItem>> source = List::of;
    private List<PaletteItem> items = List.of();

    public PaletteModel() {
        query.subscribe(typed -> search());
    }

    /** Who is asked for everything there is. */
    public void fillFrom(Supplier<List<PaletteItem>> everything) {
        source = everything;
    }

    public StringProperty queryProperty() {
        return query;
    }

    /** The best first. */
    public ObservableList<Hit> hits() {
        return shown;
    }

    /** Begins anew, with what there is now: everything, or only places to go to. */
    public void begin(boolean placesOnly) {
        items = source.get().stream()
                .filter(item -> !placesOnly || item.place())
                .toList();
        query.set("");
        search();
    }

    private void search() {
        String typed = query.get().strip();
        if (typed.isEmpty()) {
            hits.setAll(items.stream()
                    .limit(MOST)
                    .map(item -> new Hit(item, List.of()))
                    .toList());
            return;
        }
        List<Scored> found = new ArrayList<>();
        for (PaletteItem item : items) {
            FuzzyMatch match = FuzzyMatch.of(typed, item.text());
            if (match != null) {
                found.add(new Scored(new Hit(item, match.places()), 2 * match.score() + 1));
                continue;
            }
            FuzzyMatch around = FuzzyMatch.of(typed, item.text() + " " + item.detail());
            if (around != null) {
                List<Integer> inText = around.places().stream()
                        .filter(place -> place < item.text().length())
                        .toList();
                found.add(new Scored(new Hit(item, inText), around.score()));
            }
        }
        found.sort(Comparator.comparingInt(Scored::score)
                .reversed()
                .thenComparingInt(scored -> scored.hit().item().text().length()));
        hits.setAll(found.stream().limit(MOST).map(Scored::hit).toList());
    }
}
