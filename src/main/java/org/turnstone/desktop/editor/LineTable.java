package org.turnstone.desktop.editor;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.turnstone.desktop.editor.Highlighter.Known;

/**
 * What is known after every line of a text, kept up while lines are replaced: reading goes on from a changed line only as
 * far as something comes out differently, and in slices, so that no key waits for the end of a long text.
 */
final class LineTable {
    private final Highlighter highlighter;
    private Known[] after = new Known[16];
    /** What a line was drawn with; null when it has to be drawn again. */
    private Known[] drawn = new Known[16];

    private int lines;
    /** The first line after which nothing certain is known. */
    private int frontier;
    /** Up to this line reading must go on, whatever comes out. */
    private int changedTo;
    /** What is known after the lines from there up to here follows from each other; from here on nothing is known. */
    private int resume;

    LineTable(Highlighter highlighter) {
        this.highlighter = highlighter;
        reset(1);
    }

    void reset(int count) {
        lines = count;
        after = new Known[count];
        drawn = new Known[count];
        frontier = 0;
        changedTo = -1;
        resume = 0;
    }

    int lines() {
        return lines;
    }

    /** Some lines were replaced by others. */
    void replaced(int from, int removed, int added) {
        int now = lines - removed + added;
        if (now > after.length || now > drawn.length) {
            after = Arrays.copyOf(after, now + now / 4);
            drawn = Arrays.copyOf(drawn, now + now / 4);
        }
        // What stood after the last line removed is what stands after the last line added, until it is read.
        Known last = removed > 0 ? after[from + removed - 1] : null;
        System.arraycopy(after, from + removed, after, from + added, lines - from - removed);
        System.arraycopy(drawn, from + removed, drawn, from + added, lines - from - removed);
        Arrays.fill(after, from, from + added, null);
        Arrays.fill(drawn, from, from + added, null);
        if (added > 0) {
            after[from + added - 1] = last;
        }
        if (now < lines) {
            Arrays.fill(after, now, lines, null);
            Arrays.fill(drawn, now, lines, null);
        }
        int reach = Math.max(from + added - 1, from);
        if (frontier < resume) {
            // Where reading stopped, what is known does not follow from what was read before: it has to get there
            // again.
            reach = Math.max(reach, moved(frontier, from, removed, added));
            reach = Math.max(reach, moved(changedTo, from, removed, added));
        }
        if (from < resume) {
            changedTo = reach;
            resume = Math.max(from, moved(resume, from, removed, added));
            frontier = Math.min(from, frontier);
        }
        lines = now;
    }

    private static int moved(int line, int from, int removed, int added) {
        return line >= from + removed ? line - removed + added : Math.min(line, from);
    }

    /** Takes over what another table of the same text knows; what was drawn stays drawn where that is the same. */
    void take(LineTable whole) {
        after = whole.after;
        frontier = whole.frontier;
        changedTo = whole.changedTo;
        resume = whole.resume;
    }

    /**
     * Reads on until a line, or until the time is up.
     *
     * @return whether what stands before that line is known
     */
    boolean readTo(int line, IntFunction<String> text, long deadline) {
        while (frontier < lines && frontier < line) {
            Known before = before(frontier);
            Known found = highlighter.after(text.apply(frontier), before);
            Known was = after[frontier];
            boolean same = found.equals(was);
            after[frontier] = same ? was : found;
            frontier++;
            if (frontier > resume) {
                resume = frontier;
            } else if (same && frontier > changedTo) {
                frontier = resume;
            }
            if ((frontier & 63) == 0 && System.nanoTime() > deadline) {
                break;
            }
        }
        return frontier >= Math.min(line, lines);
    }

    boolean isComplete() {
        return frontier >= lines;
    }

    /** What is known before a line; what was known when it is not certain yet. */
    Known before(int line) {
        Known known = line == 0 ? null : after[line - 1];
        return known == null ? highlighter.start() : known;
    }

    /** Whether a line has to be drawn. */
    boolean isStale(int line) {
        Known with = drawn[line];
        return with == null || with != before(line) && !with.equals(before(line));
    }

    void drawn(int line) {
        drawn[line] = before(line);
    }

    /** These lines look different now. */
    void redraw(int from, int to) {
        Arrays.fill(drawn, Math.clamp(from, 0, lines), Math.clamp(to + 1, 0, lines), null);
    }

    void redrawAll() {
        Arrays.fill(drawn, 0, lines, null);
    }
}
