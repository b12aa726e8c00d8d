package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.format.Project;
import org.turnstone.report.Samples;
import org.turnstone.run.Journal;
import org.turnstone.run.RunEvent;
import org.turnstone.run.RunRequest;
import org.turnstone.run.RunResult;

class JournalCommandTest {
    private static final String ID = "20261121-120000-4f2a11";

    private final CliRun cli = new CliRun();
    private RunResult failed;

    @TempDir
    Path state;

    @BeforeEach
    void journalOfOneRun() throws Exception {
        cli.environment.put("TURNSTONE_STATE", state.toString());
        failed = Samples.failedRun();
    }

    private void write() throws Exception {
        var project =
                new Project("shop", Path.of("/srv/shop"), Path.of("/srv/shop"), "Flyway", "", List.of(), List.of());
        var request = RunRequest.migrate(project, CliRun.target(CliRun.SECRET_URL));
        try (Journal.Entry entry = new Journal(state.resolve("runs")).begin(ID, request)) {
            entry.on(new RunEvent.Remark("A leftover was removed."));
            entry.on(new RunEvent.Ended(failed));
        }
    }

    @Test
    void nothingWasRunYet() {
        assertThat(cli.run("journal", "list").exitCode).isZero();
        assertThat(cli.out).isEqualTo("Nothing was run on this machine yet.\n");
        assertThat(cli.run("journal", "list", "--json").json().path("runs")).isEmpty();
    }

    @Test
    void runsAreListedAndShownAsTheyEnded() throws Exception {
        write();
        assertThat(cli.run("journal", "list").out).contains(ID, "migrate", "✕ Failed", "shop");
        var run = cli.run("journal", "list", "--json").json().path("runs").path(0);
        assertThat(run.path("id").asString()).isEqualTo(ID);
        assertThat(run.path("outcome").asString()).isEqualTo("failed");
        assertThat(run.path("folder").asString()).isEqualTo("/srv/shop");
        assertThat(run.path("hasResult").asBoolean()).isTrue();

        cli.run("journal", "show", ID);
        assertThat(cli.exitCode).isZero();
        assertThat(cli.all()).contains("Migrate of shop", failed.firstError().message(), "A leftover was removed.");
        var shown = cli.run("journal", "show", ID, "--json").json();
        assertThat(shown.path("outcome").asString()).isEqualTo("failed");
        assertThat(shown.path("steps")).hasSize(failed.steps().size());
    }

    @Test
    void noSecretIsInTheJournal() throws Exception {
        write();
        String text = Files.readString(state.resolve("runs").resolve(ID + ".jsonl"));
        assertThat(text).doesNotContain(CliRun.SECRET, "s3cr%2Fet", "p%40ss");
        assertThat(cli.run("journal", "show", ID, "--json").all()).doesNotContain(CliRun.SECRET, "s3cr%2Fet");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(cli.run("journal", "show", "nothing").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("There is no run nothing in the journal.");
        assertThat(cli.run("journal").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("journal needs one of list, show");
        assertThat(cli.run("journal", "list", "--last", "0").exitCode).isEqualTo(2);
    }
}
