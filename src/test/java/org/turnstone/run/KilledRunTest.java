package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.turnstone.Main;
import org.turnstone.connection.Addresses;

/** A Turnstone that is killed leaves a database on which the next one succeeds. */
class KilledRunTest extends EngineFixture {
    @Test
    void theStatementStopsAndTheNextMigrateSucceeds() throws Exception {
        scripts.with("V1__a.sql", "create table a (id int);")
                .with("V2__b.sql", "create table b (id int);\nselect pg_sleep(600);");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "migrate",
                scripts.folder().toString());
        command.environment().put("DATABASE_URL", Addresses.withPassword(target.address()));
        command.environment().put("TURNSTONE_STATE", temporary.resolve("child").toString());
        command.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("child.txt").toFile());
        Process child = command.start();
        try {
            await("1");
        } finally {
            child.destroyForcibly().waitFor();
        }
        await("0");

        scripts.with("V2__b.sql", "create table b (id int);");
        RunResult result = run(RunRequest.migrate(project(), target).waiting(Duration.ofSeconds(5)));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(database.rows("select version from flyway_schema_history order by 1"))
                .containsExactly("1", "2");
    }

    private void await(String sleeping) throws Exception {
        String count = "select count(*) from pg_stat_activity where application_name like 'turnstone%' and query like"
                + " '%pg_sleep(600)%' and state = 'active'";
        for (int i = 0; i < 300; i++) {
            if (database.value(count).equals(sleeping)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "not " + sleeping + " within 15 s; " + java.nio.file.Files.readString(temporary.resolve("child.txt")));
    }
}
