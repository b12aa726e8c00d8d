package org.turnstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Impact;
import org.turnstone.run.StatementResult;
import org.turnstone.run.TableScan;

/** What a line of a dry run's table says. */
class ImpactRowTest {
    private static List<ImpactRow> rows(int step) {
        return ImpactRow.of(Samples.observed().steps().get(step).statements());
    }

    @Test
    void theStrongestLockOnATableStandsForAllOfThem() {
        ImpactRow row = rows(0).get(1);
        assertThat(row.lock()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(row.tone()).isEqualTo(Tone.BAD);
        assertThat(row.on()).isEqualTo("order_items +1");
        assertThat(row.work()).isEqualTo("rewrite");
        assertThat(row.rows()).isEqualTo("2 408 662");
        assertThat(row.log()).isEqualTo("–");
    }

    @Test
    void rowsAreThoseWritten() {
        assertThat(rows(0).getFirst().rows()).isEqualTo("1 842");
        assertThat(rows(0).getFirst().work()).isEqualTo("scan");
        assertThat(rows(0).getFirst().log()).isEqualTo("410 kB");
    }

    @Test
    void rowsThatWereOnlyReadAreNone() {
        Impact scan = new Impact(List.of(), List.of(), List.of(new TableScan("public.t", 1, 2100)), 0, 944L);
        ImpactRow row = ImpactRow.of(List.of(Samples.observed(1, "UPDATE t SET a = 1 WHERE false", scan, 1)))
                .getFirst();
        assertThat(row.rows()).isEqualTo("0");
        assertThat(row.work()).isEqualTo("scan");
        assertThat(row.on()).isEqualTo("t");
    }

    @Test
    void likeStatementsThatWereObservedTogetherAreOneLine() {
        assertThat(rows(1)).extracting(ImpactRow::count).containsExactly(1, 3);
        assertThat(rows(1).getLast().text()).isEqualTo("INSERT INTO t VALUES (2) and 2 more like it");
        assertThat(rows(1).getLast().rows()).isEqualTo("3");
        assertThat(rows(1).getLast().took().toMillis()).isEqualTo(3);
    }

    @Test
    void noStatementIsLeftOut() {
        List<StatementResult> statements =
                List.of(Samples.done(1, "SELECT 1"), Samples.done(2, "SELECT 2"), Samples.failed(3, "SELECT 3", null));
        assertThat(ImpactRow.of(statements))
                .extracting(row -> row.statement().line())
                .containsExactly(1, 2, 3);
        assertThat(ImpactRow.of(statements.subList(0, 2))).hasSize(2);
        assertThat(ImpactRow.of(List.of())).isEmpty();
    }

    @Test
    void bytesAreSaidInFewDigits() {
        assertThat(List.of(0L, 1023L, 1024L, 10_240L, 1_048_000L, 1_048_576L, 6_350_000L, 5_000_000_000L))
                .extracting(Phrases::bytes)
                .containsExactly("0 B", "1023 B", "1.0 kB", "10 kB", "1023 kB", "1.0 MB", "6.1 MB", "4.7 GB");
    }
}
