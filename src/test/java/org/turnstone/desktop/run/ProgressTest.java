package org.turnstone.desktop.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Blocker;

class ProgressTest {
    private static final Blocker ANNA =
            new Blocker(4690, "anna", "psql", null, "active", Duration.ofSeconds(15), null, List.of(), false);

    private final Progress step = Progress.NONE.at(2, 3, "2 orders");

    @Test
    void aWaitGoesOnAfterItWasTold() {
        Progress waiting = step.during("alter table orders").behind(List.of(ANNA), Duration.ofMillis(403));
        assertThat(waiting.waitedBy(waiting.told())).isEqualTo(Duration.ofMillis(403));
        assertThat(waiting.waitedBy(waiting.told().plusMillis(3_900))).isEqualTo(Duration.ofMillis(4_303));
        assertThat(waiting.free().waitedBy(waiting.told().plusSeconds(9))).isZero();
    }

    @Test
    void theAttemptIsKnownUntilTheMigrationIsDone() {
        Progress pause = step.during("alter table orders").again(3, 5, Duration.ofSeconds(2));
        assertThat(pause.next()).isNotNull();
        assertThat(pause.statement()).isNull();
        Progress second = pause.at(2, 3, "2 orders").during("alter table orders");
        assertThat(second.next()).isNull();
        assertThat(second.attempt()).isEqualTo(3);
        assertThat(second.attempts()).isEqualTo(5);
        assertThat(second.done().at(3, 3, "3 items").attempt()).isZero();
    }
}
