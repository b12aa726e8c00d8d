package org.turnstone.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.turnstone.format.Migration;
import org.turnstone.format.MigrationState;
import org.turnstone.format.StatusEntry;

class DensityTest {
    @Test
    void countsByStretchOfTimeAndKnowsWhereTheNewestIs() {
        Density density = Density.of(
                List.of(
                        pending("9"),
                        new TimelineRow.Here("x"),
                        applied("4", LocalDate.of(2026, 3, 31), MigrationState.CHANGED),
                        applied("3", LocalDate.of(2026, 3, 30), MigrationState.APPLIED),
                        applied("2", LocalDate.of(2026, 1, 2), MigrationState.APPLIED),
                        applied("1", LocalDate.of(2026, 1, 1), MigrationState.APPLIED)),
                3);
        assertThat(density.bins())
                .containsExactly(new Density.Bin(2, 0, 4), new Density.Bin(0, 0, -1), new Density.Bin(2, 1, 2));
        assertThat(density.ahead()).isEqualTo(new Density.Bin(1, 0, 0));
        assertThat(density.most()).isEqualTo(2);
        assertThat(density.ticks(Locale.ENGLISH)).extracting(Density.Tick::text).containsExactly("Feb", "Mar");
    }

    @Test
    void everyDayIsInTheStretchThatBeginsAndEndsAroundIt() {
        LocalDate first = LocalDate.of(2024, 2, 27);
        for (int days = 2; days < 60; days++) {
            List<TimelineRow> rows = new ArrayList<>();
            for (int day = days - 1; day >= 0; day--) {
                rows.add(applied("" + day, first.plusDays(day), MigrationState.APPLIED));
            }
            for (int wanted = 2; wanted < 20; wanted++) {
                Density density = Density.of(rows, wanted);
                assertThat(density.bins()).hasSize(Math.min(days, wanted));
                for (int i = 0; i < rows.size(); i++) {
                    LocalDate day = first.plusDays(days - 1L - i);
                    int bin = density.binOf(rows.get(i));
                    assertThat(day).isBetween(density.begin(bin), density.end(bin));
                }
                assertThat(density.bins().stream().mapToInt(Density.Bin::count).sum())
                        .isEqualTo(days);
            }
        }
    }

    @Test
    void manyYearsHaveFewWords() {
        Density density = Density.of(
                List.of(
                        applied("2", LocalDate.of(2026, 5, 1), MigrationState.APPLIED),
                        applied("1", LocalDate.of(1999, 5, 1), MigrationState.APPLIED)),
                80);
        assertThat(density.ticks(Locale.ENGLISH))
                .extracting(Density.Tick::text)
                .hasSizeLessThanOrEqualTo(7)
                .startsWith("2000");
    }

    @Test
    void oneDayOrNoneIsNothingToDraw() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        assertThat(Density.of(List.of(), 10).isEmpty()).isTrue();
        assertThat(Density.of(List.of(pending("1")), 10).isEmpty()).isTrue();
        assertThat(Density.of(
                                List.of(
                                        applied("2", day, MigrationState.APPLIED),
                                        applied("1", day, MigrationState.APPLIED)),
                                10)
                        .isEmpty())
                .isTrue();
    }

    private static TimelineRow pending(String version) {
        return row(version, MigrationState.PENDING, null);
    }

    private static TimelineRow applied(String version, LocalDate day, MigrationState state) {
        return row(version, state, day.atTime(9, 0));
    }

    private static TimelineRow row(String version, MigrationState state, LocalDateTime at) {
        return new TimelineRow.Item(new StatusEntry(
                version,
                "x",
                Migration.Kind.VERSIONED,
                state,
                null,
                "V" + version,
                null,
                at,
                null,
                Duration.ZERO,
                null));
    }
}
