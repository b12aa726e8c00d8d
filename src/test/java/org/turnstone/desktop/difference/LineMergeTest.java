package org.turnstone.desktop.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineMergeTest {
    @Test
    void changesThatDoNotMeetAreBothThere() {
        assertThat(LineMerge.of("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nd\ne\n"))
                .contains("A\nb\nc\nd\ne\n");
        assertThat(LineMerge.of("a\nb\nc", "x\na\nb\nc", "a\nb")).contains("x\na\nb");
        assertThat(LineMerge.of("", "", "x\n")).contains("x\n");
    }

    @Test
    void aChangeBothMadeIsThereOnce() {
        assertThat(LineMerge.of("a\nb\nc\nd", "a\nB\nc\nd", "a\nB\nc\nD")).contains("a\nB\nc\nD");
        assertThat(LineMerge.of("a", "a\nb", "a\nb")).contains("a\nb");
    }

    @Test
    void whatMeetsIsNotDecided() {
        assertThat(LineMerge.of("a\nb\nc", "a\nB\nc", "a\nbb\nc")).isEmpty();
        assertThat(LineMerge.of("a\nb\nc", "a\nB\nc", "a\nb\nC"))
                .as("beside each other")
                .isEmpty();
        assertThat(LineMerge.of("a\n", "a\nx\n", "a\ny\n"))
                .as("at the same place")
                .isEmpty();
        assertThat(LineMerge.of("a\nb\nc", "a\nc", "a\nB\nc"))
                .as("taken away and changed")
                .isEmpty();
    }

    /** Every line changed by one of them is in the result, and in a single text nothing else can be. */
    @Test
    void changesFarApartMergeWhateverTheyAre() {
        var random = new Random(11);
        for (int i = 0; i < 400; i++) {
            List<String> base = new ArrayList<>();
            for (int line = 0; line < 30; line++) {
                base.add("line " + line + " " + random.nextInt(3));
            }
            List<String> mine = new ArrayList<>(base);
            List<String> theirs = new ArrayList<>(base);
            List<String> both = new ArrayList<>(base);
            int mineAt = random.nextInt(12);
            int theirsAt = 15 + random.nextInt(14);
            edit(theirs, theirsAt, random.nextInt(3), "theirs");
            edit(mine, mineAt, i % 3, "mine");
            both.clear();
            both.addAll(mine.subList(0, mine.size() - base.size() + 14));
            both.addAll(theirs.subList(14, theirs.size()));
            assertThat(LineMerge.of(text(base), text(mine), text(theirs))).contains(text(both));
        }
    }

    private static void edit(List<String> lines, int at, int how, String word) {
        switch (how) {
            case 0 -> lines.set(at, word);
            case 1 -> lines.remove(at);
            default -> lines.addAll(at, Arrays.asList(word, word + " too"));
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }
}
