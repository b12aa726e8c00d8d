package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.format.MigrationState;
import org.turnstone.format.Project;
import org.turnstone.format.Status;
import org.turnstone.testing.Database;
import org.turnstone.testing.TestServer;

/** The sample project, the whole way: status, dry run, migrate, revert, migrate, test. */
class SampleProjectTest {
    @TempDir
    Path state;

    private TurnstoneEngine engine;
    private Project project;
    private final List<RunEvent> events = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        engine = new TurnstoneEngine(TestServer.server(), new Journal(state));
        project = engine.open(Path.of("migrations-sample"));
    }

    private RunResult run(RunRequest request) throws Exception {
        return engine.run(request, events::add, new Cancellation());
    }

    @Test
    void goesUpDownAndUpAgain() throws Exception {
        Target target = TestServer.freshDatabase();
        try (Database database = new Database(target)) {
            Status empty = engine.status(project, target).status();
            assertThat(empty.pending()).hasSameSizeAs(project.migrations());

            RunResult rehearsed = run(RunRequest.dryRun(project, target));
            assertThat(rehearsed.outcome()).as(rehearsed.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(rehearsed.steps()).hasSameSizeAs(project.migrations());
            assertThat(database.value("select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                    .isEqualTo("0");

            RunResult migrated = run(RunRequest.migrate(project, target));
            assertThat(migrated.outcome()).as(migrated.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(engine.status(project, target).status().count(MigrationState.APPLIED))
                    .isEqualTo(project.migrations().size());
            assertThat(run(RunRequest.migrate(project, target)).outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);

            RunResult reverted = run(RunRequest.revert(project, target, 2));
            assertThat(reverted.outcome()).as(reverted.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(engine.status(project, target).status().pending())
                    .extracting("version")
                    .contains("13", "14");

            RunResult again = run(RunRequest.migrate(project, target));
            assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(engine.status(project, target).status().pending()).isEmpty();
        }
    }

    @Test
    void isProvenOnScratch() throws Exception {
        RunResult result = run(RunRequest.test(project, null));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(RunOutcome.SUCCEEDED);
        System.out.println(result.summary());
        result.tests().forEach(System.out::println);
    }
}
