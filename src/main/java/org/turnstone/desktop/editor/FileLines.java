package org.turnstone.desktop.editor;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Which of the lines shown are the file's own, and which go on with the one before because that was cut. Counts from 0. */
final class FileLines {
    /** Those that go on with the line before, in order. */
    private int[] goingOn;

    private FileLines(int[] goingOn) {
        this.goingOn = goingOn;
    }

    static FileLines of(String shown, LongLines longLines) {
        var found = new FileLines(new int[0]);
        if (longLines.isCut()) {
            int[] places = new int[64];
            int count = 0;
            int line = 0;
            for (int end = shown.indexOf('\n'); end >= 0; end = shown.indexOf('\n', end + 1)) {
                line++;
                if (longLines.isJoint(shown, end)) {
                    if (count == places.length) {
                        places = Arrays.copyOf(places, count * 2);
                    }
                    places[count++] = line;
                }
            }
            found.goingOn = Arrays.copyOf(places, count);
        }
        return found;
    }

    /** Whether a line shown is the rest of the one before. */
    boolean goesOn(int shown) {
        return Arrays.binarySearch(goingOn, shown) >= 0;
    }

    /** The file's line of which a line shown is all or a part. */
    int inFile(int shown) {
        int at = Arrays.binarySearch(goingOn, shown);
        return shown - (at >= 0 ? at + 1 : -at - 1);
    }

    /** The line shown with which a line of the file begins. */
    int inShown(int line) {
        int shown = line;
        for (int each : goingOn) {
            if (each > shown) {
                break;
            }
            shown++;
        }
        return shown;
    }

    /**
     * Lines were replaced by others.
     *
     * @param cut whether a line, as it is now, goes on in the next
     */
    void replaced(int line, int removed, int inserted, IntPredicate cut) {
        int[] before = goingOn;
        int kept = 0;
        while (kept < before.length && before[kept] <= line) {
            kept++;
        }
        int behind = kept;
        while (behind < before.length && before[behind] <= line + removed + 1) {
            behind++;
        }
        int[] now = Arrays.copyOf(before, before.length + inserted + 1);
        int count = kept;
        for (int each = line + 1; each <= line + inserted + 1; each++) {
            if (cut.test(each - 1)) {
                now[count++] = each;
            }
        }
        for (int i = behind; i < before.length; i++) {
            now[count++] = before[i] + inserted - removed;
        }
        goingOn = Arrays.copyOf(now, count);
    }
}
