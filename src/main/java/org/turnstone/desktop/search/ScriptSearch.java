package org.turnstone.desktop.search;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.turnstone.desktop.editor.Query;
import org.turnstone.desktop.editor.ScriptFile;
import org.turnstone.desktop.editor.WatchedText;

/** Looks for words in one script after another, and stops as soon as nobody wants to know any more. */
final class ScriptSearch {
    static final int MOST_IN_ONE = 200;

    /** In bytes; a longer one is not read. */
    private static final long LONGEST = 100_000_000;

    /** So long an expression may take with one script: some take longer than the universe. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** So much of a long line is shown before what was found in it, and in all. */
    private static final int BEFORE = 40;

    private static final int WIDTH = 180;

    private final Pattern pattern;
    private final BooleanSupplier unwanted;

    /** @param unwanted whether nobody waits for an answer any more */
    ScriptSearch(Query query, BooleanSupplier unwanted) {
        this.pattern = query.pattern();
        this.unwanted = unwanted;
    }

    /** What is in a script; nothing, with a reason, where it cannot be read. */
    Found in(Script script) {
        try {
            if (script.unsaved() == null && Files.size(script.file()) > LONGEST) {
                return new Found(script, List.of(), false, Found.Problem.TOO_LONG);
            }
            String text = script.unsaved() != null
                    ? script.unsaved()
                    : ScriptFile.read(Files.readAllBytes(script.file())).text();
            return in(script, text);
        } catch (IOException e) {
            return new Found(script, List.of(), false, Found.Problem.UNREADABLE);
        }
    }

    private Found in(Script script, String text) {
        List<Found.Hit> hits = new ArrayList<>();
        int line = 1;
        int counted = 0;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            Matcher matcher = pattern.matcher(
                    new WatchedText(text, () -> unwanted.getAsBoolean() || System.nanoTime() > deadline));
            while (matcher.find()) {
                if (matcher.end() == matcher.start()) {
                    continue;
                }
                if (hits.size() == MOST_IN_ONE) {
                    return new Found(script, hits, true, null);
                }
                for (int i = text.indexOf('\n', counted);
                        i >= 0 && i < matcher.start();
                        i = text.indexOf('\n', i + 1)) {
                    line++;
                    counted = i + 1;
                }
                hits.add(hit(text, line, matcher.start(), matcher.end()));
            }
            return new Found(script, hits, false, null);
        } catch (WatchedText.Stopped | StackOverflowError e) {
            return new Found(script, hits, true, unwanted.getAsBoolean() ? null : Found.Problem.TOO_SLOW);
        }
    }

    private static Found.Hit hit(String text, int line, int start, int end) {
        int lineBegin = text.lastIndexOf('\n', start - 1) + 1;
        int next = text.indexOf('\n', start);
        int lineEnd = next < 0 ? text.length() : next;
        int from = lineBegin;
        while (from < start && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        String cut = "";
        if (start - from > BEFORE && lineEnd - from > WIDTH / 2) {
            from = start - BEFORE;
            cut = "…";
        }
        int to = Math.min(lineEnd, from + WIDTH);
        String shown = cut + text.substring(from, to);
        int begin = cut.length() + start - from;
        int last = cut.length() + Math.min(end, to) - from;
        return new Found.Hit(line, start, shown, begin, Math.max(begin, last));
    }
}
