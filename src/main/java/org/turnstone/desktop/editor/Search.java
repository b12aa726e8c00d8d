package org.turnstone.desktop.editor;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/** Finds words or a regular expression in a text, and says what to put in their place. */
final class Search {
    /** What was found, in order; whether there may be more; why nothing could be looked for, or null. */
    record Matches(int[] begins, int[] ends, boolean more, String problem) {
        static final Matches NONE = new Matches(new int[0], new int[0], false, null);

        int count() {
            return begins.length;
        }

        /** The first that begins there or later, or the number of all. */
        int from(int offset) {
            int found = Arrays.binarySearch(begins, offset);
            return found >= 0 ? found : -found - 1;
        }

        Matches moved(int at, int removed, int inserted) {
            int by = inserted - removed;
            int[] newBegins = begins.clone();
            int[] newEnds = ends.clone();
            for (int i = from(at); i < newBegins.length; i++) {
                newBegins[i] = Math.max(at, newBegins[i] + by);
                newEnds[i] = Math.max(newBegins[i], newEnds[i] + by);
            }
            return new Matches(newBegins, newEnds, more, problem);
        }
    }

    private static final int MOST = 100_000;
    private static final long PATIENCE_NANOS = 400_000_000;

    private Search() {}

    /** What matches between two offsets. A match of nothing is none. */
    static Matches in(CharSequence text, Query query, int from, int to) {
        if (query.isEmpty()) {
            return Matches.NONE;
        }
        int[] begins = new int[64];
        int[] ends = new int[64];
        int count = 0;
        boolean more = false;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            Matcher matcher = query.pattern()
                    .matcher(new WatchedText(text, () -> System.nanoTime() > deadline))
                    .region(from, to);
            matcher.useAnchoringBounds(false).useTransparentBounds(true);
            while (matcher.find()) {
                if (matcher.end() == matcher.start()) {
                    continue;
                }
                if (count == MOST) {
                    more = true;
                    break;
                }
                if (count == begins.length) {
                    begins = Arrays.copyOf(begins, count * 2);
                    ends = Arrays.copyOf(ends, count * 2);
                }
                begins[count] = matcher.start();
                ends[count++] = matcher.end();
            }
        } catch (PatternSyntaxException e) {
            return new Matches(new int[0], new int[0], false, e.getDescription());
        } catch (WatchedText.Stopped | StackOverflowError e) {
            more = true;
        }
        return new Matches(Arrays.copyOf(begins, count), Arrays.copyOf(ends, count), more, null);
    }

    /** What comes in the place of a match: of a regular expression, its groups may be named as $1 in it. */
    static String replacement(CharSequence text, Query query, int begin, int end, String with) {
        if (!query.regex()) {
            return with;
        }
        Matcher matcher = query.pattern().matcher(text).region(begin, end);
        matcher.useAnchoringBounds(false).useTransparentBounds(true);
        if (!matcher.find() || matcher.start() != begin) {
            return with;
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            char next = i + 1 < with.length() ? with.charAt(i + 1) : '\0';
            if (c == '$' && next >= '0' && next <= '9' && next - '0' <= matcher.groupCount()) {
                String group = matcher.group(next - '0');
                result.append(group == null ? "" : group);
                i++;
            } else if (c == '\\' && "nt\\$".indexOf(next) >= 0) {
                result.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
                i++;
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }
}
