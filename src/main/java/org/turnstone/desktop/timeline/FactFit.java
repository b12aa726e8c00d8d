package org.turnstone.desktop.timeline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** Which facts have room beside each other: the less important ones give way whole, and only a remark loses words. */
final class FactFit {
    static final double GAP = 10;

    /** A version up to a time stamp's length is said whole. */
    private static final int LONGEST_WHOLE = 17;

    private static final String MORE = "…";

    /** Who and how long are told by the tip as well; what has to be known before a run or after a failed one stays. */
    private static final List<Fact> GIVING_WAY =
            List.of(Fact.WHO, Fact.TOOK, Fact.REVERTIBLE, Fact.TIME, Fact.NOTE, Fact.NO_TRANSACTION);

    /** Before a remark loses words, these go. */
    private static final int BEFORE_THE_NOTE = 3;

    private final double room;
    private final ToDoubleBiFunction<Fact, String> width;
    private final Map<Fact, String> shown;

    private FactFit(Map<Fact, String> words, double room, ToDoubleBiFunction<Fact, String> width) {
        this.room = room;
        this.width = width;
        this.shown = new EnumMap<>(words);
    }

    /** What is said of these words in that room; what is missing has no room. */
    static Map<Fact, String> of(Map<Fact, String> words, double room, ToDoubleBiFunction<Fact, String> width) {
        var fit = new FactFit(words, room, width);
        fit.make();
        return fit.shown;
    }

    private void make() {
        if (free() >= 0) {
            return;
        }
        shown.computeIfPresent(
                Fact.VERSION,
                (fact, version) -> version.length() <= LONGEST_WHOLE ? version : cut(version, LONGEST_WHOLE - 1));
        for (int i = 0; i < GIVING_WAY.size() && free() < 0; i++) {
            if (i >= BEFORE_THE_NOTE && shortenNote()) {
                return;
            }
            shown.remove(GIVING_WAY.get(i));
        }
        while (free() < 0 && shown.get(Fact.VERSION).length() > 2) {
            shown.computeIfPresent(Fact.VERSION, (fact, version) -> cut(version, version.length() - 2));
        }
    }

    /** Between characters; a pair of halves stays one. */
    private static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length) + MORE;
    }

    private double free() {
        double free = room + GAP;
        for (Map.Entry<Fact, String> each : shown.entrySet()) {
            free -= GAP + width.applyAsDouble(each.getKey(), each.getValue());
        }
        return free;
    }

    /** Takes words from a remark's end until the rest has room; whether any were left. */
    private boolean shortenNote() {
        String note = shown.get(Fact.NOTE);
        if (note == null) {
            return false;
        }
        for (int end = note.lastIndexOf(' '); end > 0; end = note.lastIndexOf(' ', end - 1)) {
            shown.put(Fact.NOTE, note.substring(0, end).stripTrailing() + MORE);
            if (free() >= 0) {
                return true;
            }
        }
        shown.put(Fact.NOTE, note);
        return false;
    }
}
