package org.turnstone.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well a few typed letters fit a text: all of them must be there in order, and they fit better the closer they stand
 * together and the nearer to beginnings of words.
 *
 * @param score higher is better; never negative
 * @param places which characters of the text were meant, in order
 */
record FuzzyMatch(int score, List<Integer> places) {
    private static final int WORD_BEGINNING = 8;
    private static final int RIGHT_AFTER = 6;
    private static final int VERY_BEGINNING = 6;
    private static final int WHOLE = 12;

    /** Null when the text does not have it. Several words may come in any order. */
    static FuzzyMatch of(String typed, String text) {
        int score = 0;
        List<Integer> places = new ArrayList<>();
        for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            FuzzyMatch match = ofWord(word, text);
            if (match == null) {
                return null;
            }
            score += match.score();
            places.addAll(match.places());
        }
        int whole = typed.strip().equalsIgnoreCase(text) ? WHOLE : 0;
        return new FuzzyMatch(score + whole, places.stream().distinct().sorted().toList());
    }

    private static FuzzyMatch ofWord(String word, String text) {
        if (word.isEmpty()) {
            return new FuzzyMatch(0, List.of());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        FuzzyMatch best = null;
        // A first letter is often there more than once, and the first one seldom is the one that was meant.
        for (int begin = lower.indexOf(word.charAt(0)); begin >= 0; begin = lower.indexOf(word.charAt(0), begin + 1)) {
            FuzzyMatch match = from(begin, word, lower, text);
            if (match != null && (best == null || match.score() > best.score())) {
                best = match;
            }
        }
        return best;
    }

    private static FuzzyMatch from(int begin, String word, String lower, String text) {
        List<Integer> places = new ArrayList<>();
        int score = 0;
        int at = begin;
        for (int i = 0; i < word.length(); i++) {
            int found = i == 0 ? begin : next(lower, text, word.charAt(i), at);
            if (found < 0) {
                return null;
            }
            score += 1 + (i > 0 && found == at ? RIGHT_AFTER : 0) + (isBeginning(text, found) ? WORD_BEGINNING : 0);
            places.add(found);
            at = found + 1;
        }
        int spread = places.getLast() - begin + 1 - word.length();
        score += begin == 0 ? VERY_BEGINNING : 0;
        return new FuzzyMatch(Math.max(0, score - Math.min(spread, score / 2)), places);
    }

    /** The next one right here, else at the beginning of a word, else anywhere. */
    private static int next(String lower, String text, char wanted, int from) {
        int first = lower.indexOf(wanted, from);
        if (first == from) {
            return first;
        }
        for (int i = first; i >= 0; i = lower.indexOf(wanted, i + 1)) {
            if (isBeginning(text, i)) {
                return i;
            }
        }
        return first;
    }

    private static boolean isBeginning(String text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
    }
}
