package org.turnstone.desktop.difference;

import java.util.ArrayList;
import java.util.List;

/** Two texts side by side, line by line: what is in both stands in one row. */
public final class LineDiff {
    /** Beyond this many pairs of lines nobody would wait for the best arrangement; they stand as they come. */
    private static final int MOST_PAIRS = 4_000_000;

    /** A row; one side is null where the other text has a line of its own. */
    public record Row(String before, String after) {
        public boolean isSame() {
            return before != null && before.equals(after);
        }
    }

    /** A part in which two texts differ: lines of the one, from and up to, and lines of the other. */
    record Change(int begin, int end, int otherBegin, int otherEnd) {}

    private LineDiff() {}

    static List<Row> of(String before, String after) {
        return rows(
                before == null ? List.of() : before.lines().toList(),
                after == null ? List.of() : after.lines().toList());
    }

    /** All lines of both. */
    public static List<Row> rows(List<String> left, List<String> right) {
        List<Row> rows = new ArrayList<>();
        int at = 0;
        for (Change change : changes(left, right)) {
            same(left, at, change.begin(), rows);
            int size = Math.max(change.end() - change.begin(), change.otherEnd() - change.otherBegin());
            // Lines of one side stand beside those in their place, so that a changed line is one row.
            for (int i = 0; i < size; i++) {
                int mine = change.begin() + i;
                int other = change.otherBegin() + i;
                rows.add(new Row(
                        mine < change.end() ? left.get(mine) : null,
                        other < change.otherEnd() ? right.get(other) : null));
            }
            at = change.end();
        }
        same(left, at, left.size(), rows);
        return rows;
    }

    private static void same(List<String> lines, int from, int to, List<Row> rows) {
        for (String line : lines.subList(from, to)) {
            rows.add(new Row(line, line));
        }
    }

    /** Where two texts differ, in order. */
    static List<Change> changes(List<String> left, List<String> right) {
        int head = 0;
        while (head < left.size() && head < right.size() && left.get(head).equals(right.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < left.size() - head
                && tail < right.size() - head
                && left.get(left.size() - 1 - tail).equals(right.get(right.size() - 1 - tail))) {
            tail++;
        }
        int leftEnd = left.size() - tail;
        int rightEnd = right.size() - tail;
        if (head == leftEnd && head == rightEnd) {
            return List.of();
        }
        if ((long) (leftEnd - head) * (rightEnd - head) > MOST_PAIRS) {
            return List.of(new Change(head, leftEnd, head, rightEnd));
        }
        return middle(left.subList(head, leftEnd), right.subList(head, rightEnd), head);
    }

    private static List<Change> middle(List<String> left, List<String> right, int head) {
        List<Change> changes = new ArrayList<>();
        int[][] common = common(left, right);
        int i = 0;
        int j = 0;
        int begin = 0;
        int otherBegin = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
                add(changes, begin, i, otherBegin, j, head);
                begin = ++i;
                otherBegin = ++j;
            } else if (j == right.size() || i < left.size() && common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        add(changes, begin, i, otherBegin, j, head);
        return changes;
    }

    private static void add(List<Change> changes, int begin, int end, int otherBegin, int otherEnd, int head) {
        if (begin < end || otherBegin < otherEnd) {
            changes.add(new Change(begin + head, end + head, otherBegin + head, otherEnd + head));
        }
    }

    /** How many lines the rests of the two have in common, from every place on. */
    private static int[][] common(List<String> left, List<String> right) {
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                common[i][j] = left.get(i).equals(right.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
