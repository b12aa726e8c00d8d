package org.turnstone.desktop.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is said about a text, in layers that are fed by different people: the last run, the check while typing, the linter.
 * What is said stays with the text it is about while that is edited.
 */
public final class Remarks {
    private final Map<String, List<Remark>> layers = new TreeMap<>();
    private final List<Consumer<List<Remark>>> listeners = new ArrayList<>();

    /** Says this instead of what was said in the layer before. */
    public void show(String layer, List<Remark> remarks) {
        List<Remark> before = layers.getOrDefault(layer, List.of());
        if (before.equals(remarks)) {
            return;
        }
        List<Remark> changed = new ArrayList<>(before);
        changed.addAll(remarks);
        layers.put(layer, List.copyOf(remarks));
        listeners.forEach(listener -> listener.accept(changed));
    }

    /** All of them, from the beginning of the text to its end, the worse of two at one place first. */
    public List<Remark> all() {
        return layers.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Remark::begin).thenComparing(Remark::level))
                .toList();
    }

    /** The worst of those that touch the part between two offsets. */
    public Optional<Remark> between(int begin, int end) {
        return layers.values().stream()
                .flatMap(List::stream)
                .filter(remark -> remark.begin() <= end && remark.end() >= begin)
                .min(Comparator.comparing(Remark::level).thenComparing(Remark::begin));
    }

    /** Hears of remarks that came or went. */
    void onChange(Consumer<List<Remark>> listener) {
        listeners.add(listener);
    }

    boolean isEmpty() {
        return layers.values().stream().allMatch(List::isEmpty);
    }

    void overlays(int begin, int end, List<Overlay> into) {
        for (List<Remark> layer : layers.values()) {
            for (Remark remark : layer) {
                if (remark.begin() < end && remark.end() > begin) {
                    into.add(new Overlay(remark.begin(), remark.end(), style(remark.level())));
                }
            }
        }
    }

    static String style(Remark.Level level) {
        return switch (level) {
            case ERROR -> "error-mark";
            case WARNING -> "warning-mark";
            case NOTE -> "note-mark";
        };
    }

    void edited(SqlArea.Edit edit) {
        int after = edit.begin() + edit.removed();
        int by = edit.inserted() - edit.removed();
        layers.replaceAll((name, layer) -> layer.stream()
                .map(remark -> {
                    if (remark.end() <= edit.begin()) {
                        return remark;
                    }
                    if (remark.begin() >= after) {
                        return remark.moved(remark.begin() + by, remark.end() + by);
                    }
                    int begin = Math.min(remark.begin(), edit.begin());
                    return remark.moved(begin, Math.max(begin, Math.max(remark.end(), after) + by));
                })
                .toList());
    }
}
