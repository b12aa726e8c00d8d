package org.turnstone.desktop.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Impact;
import org.turnstone.run.LockTaken;
import org.turnstone.run.StatementOutcome;
import org.turnstone.run.StatementResult;
import org.turnstone.run.TableScan;

class ImpactFactsTest {
    private static final LockTaken STRONG = new LockTaken("public.items", "table", "ACCESS EXCLUSIVE", 12L);
    private static final LockTaken WEAK = new LockTaken("public.items", "table", "ROW EXCLUSIVE", 12L);
    private static final LockTaken INDEX = new LockTaken("public.items_pkey", "index", "ACCESS EXCLUSIVE", 12L);

    @Test
    void whatWasNotObservedIsUnknown() {
        ImpactFacts facts = ImpactFacts.of(statement(null, 5));
        assertThat(facts.work()).isEqualTo(ImpactFacts.Work.UNKNOWN);
        assertThat(facts.rows()).isNull();
        assertThat(facts.lock()).isNull();
        assertThat(facts.on()).isNull();
    }

    @Test
    void aTableComesBeforeItsIndex() {
        ImpactFacts facts = ImpactFacts.of(statement(new Impact(List.of(INDEX, WEAK), List.of(), List.of(), 3, 7L), 5));
        assertThat(facts.lock()).isEqualTo(WEAK);
        assertThat(facts.on()).isEqualTo("public.items");
        assertThat(facts.others()).isZero();
        assertThat(facts.rows()).isEqualTo(3);
        assertThat(facts.wal()).isEqualTo(7);
        assertThat(ImpactFacts.of(statement(new Impact(List.of(INDEX), List.of(), List.of(), 0, null), 5))
                        .lock())
                .isEqualTo(INDEX);
    }

    @Test
    void rowsThatWereOnlyReadAreNotCountedAndThoseOfARewriteAre() {
        var scan = new TableScan("public.items", 2, 24);
        ImpactFacts read = ImpactFacts.of(statement(new Impact(List.of(), List.of(), List.of(scan), 0, null), 5));
        assertThat(read.rows()).isZero();
        assertThat(read.work()).isEqualTo(ImpactFacts.Work.SCAN);
        assertThat(read.on()).isEqualTo("public.items");
        ImpactFacts rewritten =
                ImpactFacts.of(statement(new Impact(List.of(), List.of("public.items"), List.of(scan), 0, null), 5));
        assertThat(rewritten.rows()).isEqualTo(24);
        assertThat(rewritten.work()).isEqualTo(ImpactFacts.Work.REWRITE);
    }

    @Test
    void heavyIsAStrongLockWithWorkOrTimeUnderIt() {
        var scan = new TableScan("public.items", 1, 12);
        assertThat(heavy(STRONG, List.of(), 5)).isFalse();
        assertThat(heavy(STRONG, List.of(), 500)).isTrue();
        assertThat(heavy(STRONG, List.of(scan), 5)).isTrue();
        assertThat(heavy(WEAK, List.of(scan), 500)).isFalse();
    }

    private static boolean heavy(LockTaken lock, List<TableScan> scans, int ms) {
        return ImpactFacts.of(statement(new Impact(List.of(lock), List.of(), scans, 0, null), ms))
                .heavy();
    }

    private static StatementResult statement(Impact impact, int ms) {
        return new StatementResult(
                1, "x", StatementOutcome.DONE, Duration.ofMillis(ms), null, List.of(), null, null, impact);
    }
}
