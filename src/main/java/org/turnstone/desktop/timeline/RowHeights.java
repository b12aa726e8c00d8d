package org.turnstone.desktop.timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** How high each kind of line is: measured once, so that a long list need not lay every line out to know its length. */
final class RowHeights {
    private final Map<Class<?>, Double> known = new HashMap<>();
    private double fontSize;

    /** A height known from before; null when this kind was not measured yet. */
    Double of(Class<?> kind) {
        return known.get(kind);
    }

    /** A height known from before, unless the letters have another size now. */
    double of(Class<?> kind, double letters, DoubleSupplier measured) {
        if (letters != fontSize) {
            known.clear();
            fontSize = letters;
        }
        return known.computeIfAbsent(kind, k -> measured.getAsDouble());
    }
}
