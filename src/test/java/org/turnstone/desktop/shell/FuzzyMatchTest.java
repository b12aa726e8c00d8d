package org.turnstone.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {
    @Test
    void lettersMustBeThereInOrder() {
        assertThat(FuzzyMatch.of("dr", "Dry run")).isNotNull();
        assertThat(FuzzyMatch.of("rd", "Dry run")).isNull();
        assertThat(FuzzyMatch.of("run dry", "Dry run")).isNotNull();
        assertThat(FuzzyMatch.of("x", "")).isNull();
        assertThat(FuzzyMatch.of("", "anything").score()).isZero();
    }

    @Test
    void beginningsOfWordsAndWholeStretchesFitBetter() {
        assertThat(best("mig", "Dismiss a big one", "Migrate")).isEqualTo("Migrate");
        assertThat(best("rl", "Revert the last one", "World")).isEqualTo("Revert the last one");
        assertThat(best("oi", "orders_in", "boring")).isEqualTo("orders_in");
        assertThat(best("dry run", "Dry run of reverting the last one", "Dry run"))
                .isEqualTo("Dry run");
        assertThat(best("ust", "create customers", "thousand nights, two")).isEqualTo("create customers");
    }

    @Test
    void placesAreThoseThatWereMeant() {
        assertThat(FuzzyMatch.of("last", "Revert the last one").places()).containsExactly(11, 12, 13, 14);
        assertThat(FuzzyMatch.of("rev la", "Revert the last one").places()).containsExactly(0, 1, 2, 11, 12);
    }

    private static String best(String typed, String... texts) {
        return List.of(texts).stream()
                .filter(text -> FuzzyMatch.of(typed, text) != null)
                .max(Comparator.comparingInt(text -> FuzzyMatch.of(typed, text).score()))
                .orElse(null);
    }
}
