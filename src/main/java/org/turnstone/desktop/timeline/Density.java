package org.turnstone.desktop.timeline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.turnstone.format.StatusEntry;

/**
 * When the migrations of a list were applied: how many fell into each stretch of time, oldest first, and how many are
 * still ahead.
 *
 * @param from the first day
 * @param to the last day
 * @param bins stretches of equal length
 * @param ahead those the target has not; its row is the list's first
 */
record Density(LocalDate from, LocalDate to, List<Bin> bins, Bin ahead) {
    /** Nothing that could be drawn. */
    static final Density NONE = new Density(null, null, List.of(), new Bin(0, 0, -1));

    private static final int MOST_TICKS = 6;

    /**
     * A stretch of time.
     *
     * @param count how many were applied in it
     * @param problems how many of these are not as they should be
     * @param row the newest of them in the list; negative when there is none
     */
    record Bin(int count, int problems, int row) {
        private Bin with(StatusEntry entry, int index) {
            return new Bin(count + 1, problems + (entry.state().isProblem() ? 1 : 0), row < 0 ? index : row);
        }
    }

    /** A word on the axis, and where it stands between 0 and 1. */
    record Tick(String text, double at) {}

    /** Counts; a list whose migrations were applied on one day, or not at all, has no density. */
    static Density of(List<TimelineRow> rows, int wanted) {
        LocalDate first = null;
        LocalDate last = null;
        for (TimelineRow row : rows) {
            LocalDateTime at = time(row);
            if (at != null) {
                LocalDate day = at.toLocalDate();
                first = first == null || day.isBefore(first) ? day : first;
                last = last == null || day.isAfter(last) ? day : last;
            }
        }
        if (first == null || first.equals(last)) {
            return NONE;
        }
        int days = (int) ChronoUnit.DAYS.between(first, last) + 1;
        Bin[] bins = new Bin[Math.clamp(days, 2, Math.max(2, wanted))];
        java.util.Arrays.fill(bins, new Bin(0, 0, -1));
        Bin ahead = new Bin(0, 0, -1);
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof TimelineRow.Item item)) {
                continue;
            }
            LocalDateTime at = time(item);
            if (at != null) {
                int bin = binOf(at.toLocalDate(), first, days, bins.length);
                bins[bin] = bins[bin].with(item.entry(), i);
            } else if (!TimelineModel.isBelow(item.entry())) {
                ahead = ahead.with(item.entry(), i);
            }
        }
        return new Density(first, last, List.of(bins), ahead);
    }

    boolean isEmpty() {
        return bins.isEmpty();
    }

    /** The fullest stretch's count. */
    int most() {
        return bins.stream().mapToInt(Bin::count).max().orElse(0);
    }

    /** The stretch a row of the list is in; the number of stretches for one that is ahead; negative for no time. */
    int binOf(TimelineRow row) {
        LocalDateTime at = time(row);
        if (at != null) {
            return binOf(at.toLocalDate(), from, days(), bins.size());
        }
        return row instanceof TimelineRow.Item item && !TimelineModel.isBelow(item.entry()) ? bins.size() : -1;
    }

    /** The day on which a stretch begins. */
    LocalDate begin(int bin) {
        // The first day that binOf puts into it: the division there rounds down, so this one rounds up.
        return from.plusDays(Math.ceilDiv((long) bin * days(), bins.size()));
    }

    /** The day on which a stretch ends. */
    LocalDate end(int bin) {
        LocalDate next = bin + 1 == bins.size() ? to.plusDays(1) : begin(bin + 1);
        return next.minusDays(1);
    }

    /** Years, months or days, whichever make few words. */
    List<Tick> ticks(Locale locale) {
        List<Tick> ticks = new ArrayList<>();
        if (isEmpty()) {
            return ticks;
        }
        if (to.getYear() - from.getYear() >= 2) {
            int step = Math.ceilDiv(to.getYear() - from.getYear(), MOST_TICKS);
            for (int year = from.getYear() + 1; year <= to.getYear(); year += step) {
                ticks.add(new Tick(String.valueOf(year), at(LocalDate.of(year, 1, 1))));
            }
            return ticks;
        }
        long months = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
        if (months >= 2) {
            var month = DateTimeFormatter.ofPattern("MMM", locale);
            long step = Math.ceilDiv(months, MOST_TICKS);
            for (YearMonth at = YearMonth.from(from).plusMonths(1);
                    !at.isAfter(YearMonth.from(to));
                    at = at.plusMonths(step)) {
                String text = at.getMonthValue() <= step && at.getYear() > from.getYear()
                        ? String.valueOf(at.getYear())
                        : at.format(month);
                ticks.add(new Tick(text, at(at.atDay(1))));
            }
            return ticks;
        }
        var day = DateTimeFormatter.ofPattern("d MMM", locale);
        long step = Math.ceilDiv(days(), MOST_TICKS);
        for (LocalDate at = from; !at.isAfter(to); at = at.plusDays(step)) {
            ticks.add(new Tick(at.format(day), at(at)));
        }
        return ticks;
    }

    private double at(LocalDate day) {
        return Math.clamp(ChronoUnit.DAYS.between(from, day) / (double) days(), 0, 1);
    }

    private int days() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    private static int binOf(LocalDate day, LocalDate from, int days, int bins) {
        return Math.clamp(ChronoUnit.DAYS.between(from, day) * bins / days, 0, bins - 1);
    }

    /** When a line's migration was applied; null when it was not, and for other lines. */
    private static LocalDateTime time(TimelineRow row) {
        return row instanceof TimelineRow.Item item && TimelineModel.isBelow(item.entry())
                ? item.entry().appliedAt()
                : null;
    }
}
