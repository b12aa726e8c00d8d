package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.turnstone.run.Cancellation;
import org.turnstone.testing.Eventually;

class ProgressTest {
    @Test
    void onATerminalOneLineMoves() {
        CliRun cli = new CliRun();
        cli.interactive = true;
        cli.environment.put("NO_COLOR", "1");
        cli.engine.duringRun = () -> awaitLine(cli);
        cli.run("migrate", "--url", "postgresql://a@b/c");

        assertThat(cli.out).contains("\r[1/1] 3 · UPDATE order_items SET price = 0 …  ");
        String afterTheLine = cli.out.substring(cli.out.lastIndexOf('\r') + 1);
        assertThat(afterTheLine).isEqualTo("\n✓ Done. One migration succeeded.\n");
    }

    @Test
    void anInterruptionCancelsAndWaitsForTheEnd() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch waited = new CountDownLatch(1);
        try (Interruption interruption = Interruption.watch(cancellation)) {
            CompletableFuture.runAsync(() -> {
                interruption.interrupt();
                waited.countDown();
            });
            Eventually.holds("the run is cancelled", cancellation::isRequested);
            assertThat(waited.await(200, TimeUnit.MILLISECONDS)).as("it waits").isFalse();
        }
        assertThat(waited.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitLine(CliRun cli) {
        try {
            Eventually.holds("a line moves", () -> cli.outSoFar().contains("\r[1/1]"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
