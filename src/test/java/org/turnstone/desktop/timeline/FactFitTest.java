package org.turnstone.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Letters are one wide here. */
class FactFitTest {
    private static final String VERSION = "20260317163000";

    private final Map<Fact, String> words = new EnumMap<>(Map.of(
            Fact.VERSION, VERSION,
            Fact.TIME, "14:02",
            Fact.TOOK, "38 ms",
            Fact.WHO, "migrations_owner",
            Fact.REVERTIBLE, "↶",
            Fact.NO_TRANSACTION, "no transaction",
            Fact.NOTE, "failed at its third statement"));

    @Test
    void whatHasRoomIsSaidWhole() {
        assertThat(in(1000)).isEqualTo(words);
        assertThat(in(width(words))).isEqualTo(words);
    }

    @Test
    void theLeastImportantGivesWayFirstAndWhole() {
        assertThat(in(width(words) - 1)).doesNotContainKey(Fact.WHO).hasSize(6);
        assertThat(in(width(words) - 27)).doesNotContainKeys(Fact.WHO, Fact.TOOK);
        Map<Fact, String> narrow = in(65);
        assertThat(narrow)
                .containsEntry(Fact.VERSION, VERSION)
                .containsEntry(Fact.NO_TRANSACTION, "no transaction")
                .doesNotContainKeys(Fact.WHO, Fact.TOOK, Fact.TIME, Fact.REVERTIBLE);
        assertThat(in(40)).containsOnlyKeys(Fact.VERSION, Fact.NO_TRANSACTION);
    }

    @Test
    void inNoRoomIsThereHalfAWordOrTooMuch() {
        List<String> note = List.of("failed at its third statement".split(" "));
        for (int room = 0; room < 150; room++) {
            Map<Fact, String> shown = in(room);
            if (room >= VERSION.length()) {
                assertThat(width(shown)).as("in " + room).isLessThanOrEqualTo(room);
                assertThat(shown).as("in " + room).containsEntry(Fact.VERSION, VERSION);
            }
            for (Map.Entry<Fact, String> each : shown.entrySet()) {
                if (each.getKey() == Fact.NOTE) {
                    assertThat(note)
                            .as("in " + room)
                            .containsAll(Arrays.asList(
                                    each.getValue().replace("…", "").split(" ")));
                } else if (each.getKey() != Fact.VERSION) {
                    assertThat(each.getValue()).as("in " + room).isEqualTo(words.get(each.getKey()));
                }
            }
        }
    }

    @Test
    void aVersionThatIsASentenceIsCutBeforeOthersGo() {
        words.put(Fact.VERSION, "a version of a length that nobody had in mind");
        assertThat(in(width(words) - 1))
                .containsEntry(Fact.VERSION, "a version of a l…")
                .hasSize(words.size());
        assertThat(in(6).get(Fact.VERSION)).isEqualTo("a ver…");
    }

    private Map<Fact, String> in(double room) {
        return FactFit.of(words, room, (fact, said) -> said.length());
    }

    private static double width(Map<Fact, String> shown) {
        return shown.values().stream().mapToDouble(String::length).sum() + FactFit.GAP * (shown.size() - 1);
    }
}
