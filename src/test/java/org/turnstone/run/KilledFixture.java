package org.turnstone.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.turnstone.Main;
import org.turnstone.connection.Addresses;
import org.turnstone.testing.Eventually;

/** Runs a command of Turnstone in a process of its own, and kills it. */
abstract class KilledFixture extends EngineFixture {
    /** Kills it while it carries out {@code pg_sleep(600)}, and waits until the server has noticed. */
    void killed(String command) throws Exception {
        Path said = temporary.resolve("child.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command,
                scripts.folder().toString());
        builder.environment().put("DATABASE_URL", Addresses.withPassword(target.address()));
        builder.environment().put("TURNSTONE_STATE", temporary.resolve("child").toString());
        Process child =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            Eventually.holds("it sleeps", () -> sleeps() || ended(child, said));
        } finally {
            child.destroyForcibly().waitFor();
        }
        Eventually.holds("the server has stopped the statement", () -> !sleeps());
    }

    private static boolean ended(Process child, Path said) throws Exception {
        if (!child.isAlive()) {
            throw new AssertionError("It ended by itself: " + Files.readString(said));
        }
        return false;
    }

    private boolean sleeps() throws Exception {
        return database.value("select exists (select from pg_stat_activity where application_name like 'turnstone%'"
                        + " and query like '%pg_sleep(600)%' and state = 'active' and datname = current_database())")
                .equals("t");
    }
}
