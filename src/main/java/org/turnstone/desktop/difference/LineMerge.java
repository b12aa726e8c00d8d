package org.turnstone.desktop.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings two changes of one text together, line by line, where they do not meet. */
public final class LineMerge {
    private LineMerge() {}

    /**
     * The text with both changes in it, or nothing where both touch the same lines or lines beside each other: what they
     * mean together, only a reader knows.
     */
    public static Optional<String> of(String base, String mine, String theirs) {
        List<String> lines = lines(base);
        List<String> myLines = lines(mine);
        List<String> theirLines = lines(theirs);
        List<LineDiff.Change> my = LineDiff.changes(lines, myLines);
        List<LineDiff.Change> their = LineDiff.changes(lines, theirLines);
        List<String> merged = new ArrayList<>();
        int at = 0;
        int i = 0;
        int j = 0;
        while (i < my.size() || j < their.size()) {
            LineDiff.Change one = i < my.size() ? my.get(i) : null;
            LineDiff.Change other = j < their.size() ? their.get(j) : null;
            boolean both = one != null && other != null && one.begin() <= other.end() && other.begin() <= one.end();
            if (both && !areSame(one, myLines, other, theirLines)) {
                return Optional.empty();
            }
            boolean first = other == null || one != null && one.begin() <= other.begin();
            LineDiff.Change next = first ? one : other;
            merged.addAll(lines.subList(at, next.begin()));
            merged.addAll((first ? myLines : theirLines).subList(next.otherBegin(), next.otherEnd()));
            at = next.end();
            i += both || first ? 1 : 0;
            j += both || !first ? 1 : 0;
        }
        merged.addAll(lines.subList(at, lines.size()));
        return Optional.of(String.join("\n", merged));
    }

    /** Both did the very same. */
    private static boolean areSame(
            LineDiff.Change one, List<String> lines, LineDiff.Change other, List<String> otherLines) {
        return one.begin() == other.begin()
                && one.end() == other.end()
                && lines.subList(one.otherBegin(), one.otherEnd())
                        .equals(otherLines.subList(other.otherBegin(), other.otherEnd()));
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }
}
