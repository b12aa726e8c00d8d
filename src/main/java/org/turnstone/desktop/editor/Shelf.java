package org.turnstone.desktop.editor;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The texts that were shown last, with what can be undone in each; older ones, and long ones sooner, are forgotten. */
final class Shelf {
    private static final int MOST_PAGES = 24;
    private static final long MOST_CHARACTERS = 24_000_000;

    private final Map<Object, Page> pages = new LinkedHashMap<>();

    void put(Object key, Page page) {
        pages.remove(key);
        pages.put(key, page);
        long characters = 0;
        for (Page each : pages.values()) {
            characters += each.length();
        }
        Iterator<Page> oldest = pages.values().iterator();
        while (pages.size() > MOST_PAGES || characters > MOST_CHARACTERS && oldest.hasNext()) {
            characters -= oldest.next().length();
            oldest.remove();
        }
    }

    /** What was there under that name, when it is this text still. It is no longer there then. */
    Optional<Page> take(Object key, String text) {
        Page page = pages.remove(key);
        return Optional.ofNullable(page)
                .filter(found -> found.longLines().isCut() || found.length() == text.length())
                .filter(found -> found.longLines().written(found.text()).equals(text));
    }
}
