package org.turnstone.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.turnstone.connection.ConnectionFailure;

/** What other processes leave: each child here is a Turnstone that starts its PostgreSQL and waits. */
@Timeout(60)
class KilledTurnstoneTest {
    private static final Path CACHE = BuiltInPostgresTest.CACHE;

    @Test
    void theNextStartSweepsTheServerOfADeadOneAndLeavesALivingOneAlone() throws Exception {
        try (var living = Child.start();
                var killed = Child.start()) {
            killed.process.destroyForcibly().waitFor();
            assertThat(killed.server().isAlive())
                    .as("nobody has stopped it yet")
                    .isTrue();
            assertThat(killed.folder()).isDirectory();

            createDatabase();

            assertThat(running(killed)).isFalse();
            assertThat(killed.folder()).doesNotExist();
            assertThat(running(living)).isTrue();
            assertThat(living.folder()).isDirectory();

            living.process.destroy();
            assertThat(living.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(running(living)).as("SIGTERM stops the server").isFalse();
            assertThat(living.folder()).doesNotExist();
        }
    }

    @Test
    void aReusedProcessNumberIsNotKilled() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try (var killed = Child.start()) {
            killed.process.destroyForcibly().waitFor();
            var server = killed.server();
            server.destroyForcibly();
            awaitEnd(killed);
            var file = killed.folder().resolve("data/postmaster.pid");
            Files.writeString(file, stranger.pid() + "\n" + killed.folder() + "/data\n1\n");

            createDatabase();

            assertThat(killed.folder()).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    private static void createDatabase() throws ConnectionFailure {
        try (var postgres = new BuiltInPostgres(CACHE)) {
            postgres.createDatabase("shop");
        }
    }

    private static void awaitEnd(Child child) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (running(child) && System.nanoTime() < end) {
            Pause.milliseconds(20);
        }
    }

    private static boolean running(Child child) {
        return new PostmasterFile(child.folder().resolve("data"), child.pid, 0, "").alive();
    }

    /** A Turnstone of its own, in a process of its own. */
    record Child(Process process, Path folder, long pid) implements AutoCloseable {
        static Child start() throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var process = new ProcessBuilder(java, "-cp", classPath, KilledTurnstoneTest.class.getName() + "$Program")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader reader = process.inputReader();
            var folder = Path.of(reader.readLine());
            return new Child(process, folder, Long.parseLong(reader.readLine()));
        }

        ProcessHandle server() {
            return ProcessHandle.of(pid).orElseThrow();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** What the child runs. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            var target = new BuiltInPostgres(CACHE).createDatabase("shop");
            System.out.println(BuiltInPostgresTest.clusterFolder(target));
            System.out.println(BuiltInPostgresTest.server(target).pid());
            Thread.sleep(Duration.ofMinutes(2));
        }
    }
}
