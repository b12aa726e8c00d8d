package org.turnstone.desktop.migration;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What scripts held before they were saved, as long as the window is open. A text somebody went back to is written with the
 * bytes it had: which of its lines ended how, and in what encoding, is not to be seen in the text.
 */
final class Written {
    private static final int MOST_OF_ONE = 20;
    private static final int MOST_CHARACTERS = 4_000_000;

    private final Map<Path, Deque<Sheet>> sheets = new HashMap<>();

    /** Remembers what a file held before it was written. */
    void before(Sheet sheet) {
        if (sheet.bytes().length == 0 && !sheet.file().text().isEmpty()) {
            // Over what it was written is not known.
            return;
        }
        Deque<Sheet> known = sheets.computeIfAbsent(sheet.path(), path -> new ArrayDeque<>());
        known.addFirst(sheet);
        long characters = 0;
        for (Sheet each : known) {
            characters += each.bytes().length;
        }
        while (known.size() > MOST_OF_ONE || characters > MOST_CHARACTERS) {
            characters -= known.removeLast().bytes().length;
        }
    }

    /** What the file was when it held this text last; null when that is not known. */
    Sheet of(Path path, String text) {
        for (Sheet each : sheets.getOrDefault(path, new ArrayDeque<>())) {
            if (each.file().text().equals(text)) {
                return each;
            }
        }
        return null;
    }
}
