package org.turnstone.desktop.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void aChangedLineIsOneRow() {
        assertThat(LineDiff.of("a\nb\nc", "a\nB\nc"))
                .containsExactly(new LineDiff.Row("a", "a"), new LineDiff.Row("b", "B"), new LineDiff.Row("c", "c"));
    }

    @Test
    void whatIsOnOneSideOnlyHasNothingBesideIt() {
        assertThat(LineDiff.of("a\nc", "a\nb\nc"))
                .containsExactly(new LineDiff.Row("a", "a"), new LineDiff.Row(null, "b"), new LineDiff.Row("c", "c"));
        assertThat(LineDiff.of(null, "x\ny")).containsExactly(new LineDiff.Row(null, "x"), new LineDiff.Row(null, "y"));
        assertThat(LineDiff.of("x", null)).containsExactly(new LineDiff.Row("x", null));
        assertThat(LineDiff.of(null, null)).isEmpty();
    }

    @Test
    void bothSidesAreWholeAndInOrder() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String before = text(random);
            String after = text(random);
            List<LineDiff.Row> rows = LineDiff.of(before, after);
            assertThat(side(rows.stream().map(LineDiff.Row::before).toList())).isEqualTo(before);
            assertThat(side(rows.stream().map(LineDiff.Row::after).toList())).isEqualTo(after);
        }
    }

    private static String side(List<String> lines) {
        return lines.stream().filter(line -> line != null).collect(Collectors.joining("\n"));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12) + 1, 0, 4)
                .mapToObj(n -> "line " + n)
                .collect(Collectors.joining("\n"));
    }
}
