package org.turnstone.connection.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The profile file with several Turnstones at it, some of them killed. */
@Timeout(120)
class TwoProcessesTest {
    @TempDir
    Path folder;

    @Test
    void aKillDuringASaveLeavesAWholeFile() throws Exception {
        ProfileStore store = new ProfileStore(folder);
        store.add(ProfileStoreTest.shop("first"));
        for (int round = 0; round < 4; round++) {
            try (Child child = Child.start(folder, "killed", 100_000)) {
                // Long enough after its first save that the kill meets another one, at a different moment each round.
                Thread.sleep(137 + 61L * round);
                child.process.destroyForcibly().waitFor();
            }
            List<Profile> profiles = store.list();
            assertThat(profiles).extracting(Profile::name).contains("first", "killed 0");
            assertThat(store.read().problems()).isEmpty();
            store.save(ProfileStoreTest.shop("after " + round));
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("profiles.toml", "profiles.toml.lock");
    }

    @Test
    void twoProcessesThatSaveDifferentProfilesKeepBoth() throws Exception {
        try (Child one = Child.start(folder, "one", 25);
                Child two = Child.start(folder, "two", 25)) {
            assertThat(one.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(two.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        List<String> names =
                new ProfileStore(folder).list().stream().map(Profile::name).toList();
        for (int i = 0; i < 25; i++) {
            assertThat(names).contains("one " + i, "two " + i);
        }
        assertThat(names).hasSize(50);
    }

    /** A Turnstone of its own that saves profiles. */
    record Child(Process process) implements AutoCloseable {
        static Child start(Path folder, String name, int times) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            Process process = new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            TwoProcessesTest.class.getName() + "$Program",
                            folder.toString(),
                            name,
                            String.valueOf(times))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.inputReader().readLine();
            return new Child(process);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** What the child runs: after its first save it says so. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            ProfileStore store = new ProfileStore(Path.of(arguments[0]));
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                // A killed child begins its numbers anew: the file stays of a size that many saves can be made of.
                store.save(ProfileStoreTest.shop(arguments[1] + " " + i % 30));
                if (i == 0) {
                    System.out.println("saved");
                }
            }
        }
    }
}
