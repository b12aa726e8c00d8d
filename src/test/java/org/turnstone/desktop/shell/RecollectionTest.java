package org.turnstone.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.run.ObservedModel;
import org.turnstone.desktop.run.RunModel;
import org.turnstone.desktop.workspace.WorkspaceModel;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.Cancellation;
import org.turnstone.run.Direction;
import org.turnstone.run.Journal;
import org.turnstone.run.PastRuns;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;

/** At the next start, a project is as it was left: what its last runs saw, and whether that may still be so. */
class RecollectionTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final List<Boolean> quietly = new ArrayList<>();
    private WorkspaceModel workspace;
    private RunModel run;
    private ObservedModel observed;

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void twoMigrations() throws Exception {
        project = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(project.resolve("V1__one.sql"), "UPDATE order_items SET price = 0;");
        Files.writeString(project.resolve("V2__two.sql"), "select 2;");
        engine.journal(new Journal(folder.resolve("runs")));
    }

    private void earlier(RunRequest request) throws Exception {
        engine.run(request, event -> {}, new Cancellation());
    }

    private void start() throws Exception {
        var background = new DirectBackground();
        var past = new PastRuns(folder.resolve("runs"));
        workspace = new WorkspaceModel(engine, background);
        run = new RunModel(engine, background, Runnable::run, Messages.ofDefaultLocale());
        run.stateProperty().subscribe(state -> {
            if (state == RunModel.State.ENDED) {
                quietly.add(run.isRecalling());
            }
        });
        observed = new ObservedModel(run);
        var recent = new RecentRunsModel(run, workspace, past, background);
        new Recollection(recent, workspace, past, background, run, observed);
        workspace.look(engine.open(project), target);
    }

    private StatusEntry entry(int index) {
        return workspace.statusProperty().get().status().entries().get(index);
    }

    @Test
    void whatTheLastRunsSawIsThereAgain() throws Exception {
        earlier(RunRequest.test(engine.open(project), target));
        earlier(RunRequest.dryRun(engine.open(project), target));
        start();
        var open = workspace.projectProperty().get();
        var seen = observed.rehearsed(open, entry(0));
        assertThat(seen.target().name()).isEqualTo("here");
        assertThat(seen.step().statements())
                .singleElement()
                .matches(s -> s.impact().rowsWritten() == 1_842);
        assertThat(seen.plan().of(entry(0).migration(), Direction.UP)).isNotNull();
        assertThat(observed.changed(open, entry(1)).kind()).isEqualTo(RunKind.TEST);
        assertThat(run.kindProperty().get()).isEqualTo(RunKind.DRY_RUN);
        assertThat(run.statements()).hasSize(2);
        assertThat(run.lookedBackProperty().get().changed()).isEmpty();
        assertThat(quietly).containsExactly(true);
        assertThat(run.past()).as("it was not run in this session").isEmpty();
    }

    @Test
    void aScriptThatChangedMeanwhileIsNamed() throws Exception {
        earlier(RunRequest.dryRun(engine.open(project), target));
        Files.writeString(project.resolve("V2__two.sql"), "select 3;");
        start();
        assertThat(run.lookedBackProperty().get().changed()).containsExactly("V2__two.sql");
        Files.delete(project.resolve("V2__two.sql"));
        start();
        assertThat(run.lookedBackProperty().get().changed()).containsExactly("V2__two.sql");
    }

    @Test
    void aRunOfThisSessionIsNotDisturbed() throws Exception {
        earlier(RunRequest.dryRun(engine.open(project), target));
        start();
        run.start(RunRequest.test(engine.open(project), target));
        assertThat(run.lookedBackProperty().get()).isNull();
        workspace.refresh();
        assertThat(run.kindProperty().get()).isEqualTo(RunKind.TEST);
        assertThat(quietly).containsExactly(true, false);
    }

    @Test
    void withoutAJournalThereIsNothingToRecall() throws Exception {
        start();
        assertThat(run.stateProperty().get()).isEqualTo(RunModel.State.NONE);
        Files.createDirectories(folder.resolve("runs"));
        Files.writeString(folder.resolve("runs").resolve("20260101-000000-aaaaaa.jsonl"), "half a li");
        start();
        assertThat(run.stateProperty().get()).isEqualTo(RunModel.State.NONE);
    }
}
