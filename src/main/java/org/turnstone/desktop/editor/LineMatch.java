package org.turnstone.desktop.editor;

import java.util.Arrays;
import java.util.List;

/** Which line of a text each line of an edited one was before. */
final class LineMatch {
    /** Above this, the middle of an edit is matched line by line, which costs a rewritten ending at worst. */
    private static final long LARGEST_TABLE = 4_000_000;

    private LineMatch() {}

    /** For every new line the old line it is, or -1 for one that was written or changed. */
    static int[] origins(List<String> before, List<String> after) {
        int[] origin = new int[after.size()];
        Arrays.fill(origin, -1);
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            origin[head] = head;
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            origin[after.size() - 1 - tail] = before.size() - 1 - tail;
            tail++;
        }
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), head, origin);
        return origin;
    }

    private static void middle(List<String> before, List<String> after, int head, int[] origin) {
        int rows = before.size();
        int columns = after.size();
        if ((long) (rows + 1) * (columns + 1) <= LARGEST_TABLE) {
            longestCommon(before, after, head, origin);
        }
        inPlace(rows, columns, head, origin);
    }

    /** A line changed in place keeps its ending: between two known lines, the lines are taken for each other in turn. */
    private static void inPlace(int rows, int columns, int head, int[] origin) {
        int next = head;
        for (int i = head; i < head + columns; i++) {
            if (origin[i] >= 0) {
                next = origin[i] + 1;
            } else if (next < head + rows && next < nextKnown(origin, i, head + columns, head + rows)) {
                origin[i] = next++;
            }
        }
    }

    private static int nextKnown(int[] origin, int from, int end, int otherwise) {
        for (int i = from; i < end; i++) {
            if (origin[i] >= 0) {
                return origin[i];
            }
        }
        return otherwise;
    }

    private static void longestCommon(List<String> before, List<String> after, int head, int[] origin) {
        int rows = before.size();
        int columns = after.size();
        int[][] length = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                length[i][j] = before.get(i).equals(after.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (before.get(i).equals(after.get(j))) {
                origin[head + j++] = head + i++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }
}
