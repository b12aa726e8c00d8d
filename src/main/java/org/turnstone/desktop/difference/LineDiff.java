package org.turnstone.desktop.difference;

import java.util.ArrayList;
import java.util.List;

/** Two texts side by side, line by line: what is in both stands in one row. */
final class LineDiff {
    /** Beyond this many pairs of lines nobody would wait for the best arrangement; they stand as they come. */
    private static final int MOST_PAIRS = 4_000_000;

    /** A row; one side is null where the other text has a line of its own. */
    record Row(String before, String after) {
        boolean isSame() {
            return before != null && before.equals(after);
        }
    }

    private LineDiff() {}

    static List<Row> of(String before, String after) {
        List<String> left = before == null ? List.of() : before.lines().toList();
        List<String> right = after == null ? List.of() : after.lines().toList();
        List<Row> rows = new ArrayList<>();
        if ((long) left.size() * right.size() > MOST_PAIRS) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                rows.add(new Row(i < left.size() ? left.get(i) : null, i < right.size() ? right.get(i) : null));
            }
            return rows;
        }
        int[][] common = common(left, right);
        int i = 0;
        int j = 0;
        // Lines of one side wait for those of the other that stand in their place, so that a changed line is one row.
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
                flush(removed, added, rows);
                rows.add(new Row(left.get(i++), right.get(j++)));
            } else if (j == right.size() || i < left.size() && common[i + 1][j] >= common[i][j + 1]) {
                removed.add(left.get(i++));
            } else {
                added.add(right.get(j++));
            }
        }
        flush(removed, added, rows);
        return rows;
    }

    private static void flush(List<String> removed, List<String> added, List<Row> rows) {
        for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
            rows.add(new Row(i < removed.size() ? removed.get(i) : null, i < added.size() ? added.get(i) : null));
        }
        removed.clear();
        added.clear();
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
