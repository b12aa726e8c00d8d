package org.turnstone.desktop.editor;

import java.util.List;

/**
 * Something to be said about a part of the text, by whoever found it.
 *
 * @param begin where it begins, in characters of the text as the editor has it
 * @param end the character after its last
 * @param title what is wrong, in a sentence
 * @param text what else is to be said, or null
 */
public record Remark(int begin, int end, Level level, String title, String text, List<Offer> offers) {
    /** How bad it is. */
    public enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    /** Something that can be done about it. */
    public record Offer(String words, Runnable action) {}

    public Remark {
        offers = List.copyOf(offers);
    }

    public Remark(int begin, int end, Level level, String title, String text) {
        this(begin, end, level, title, text, List.of());
    }

    Remark moved(int newBegin, int newEnd) {
        return new Remark(newBegin, newEnd, level, title, text, offers);
    }
}
