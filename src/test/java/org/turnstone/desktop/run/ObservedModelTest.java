package org.turnstone.desktop.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Project;
import org.turnstone.format.StatusEntry;
import org.turnstone.run.PairProof;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunRequest;

class ObservedModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final RunModel run =
            new RunModel(engine, new DirectBackground(), Runnable::run, Messages.ofDefaultLocale());
    private final ObservedModel observed = new ObservedModel(run);

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void migrations() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "UPDATE order_items SET price = 0;");
        Files.writeString(folder.resolve("V2__two.sql"), "select 2;");
        project = engine.open(folder);
    }

    @Test
    void aDryRunIsKnownMigrationByMigration() throws Exception {
        assertThat(observed.rehearsed(project, entry(0))).isNull();
        run.start(RunRequest.dryRun(project, target));
        assertThat(observed.rehearsed(project, entry(0)).target().name()).isEqualTo("here");
        assertThat(observed.rehearsed(project, entry(0)).step().statements())
                .singleElement()
                .matches(s -> s.impact().rowsWritten() == 1_842);
        assertThat(observed.rehearsed(project, entry(1)).step().statements()).hasSize(1);
        assertThat(observed.changed(project, entry(0)))
                .as("of two migrations nobody knows which did what")
                .isNull();
    }

    @Test
    void aDryRunOfOneMigrationSaysWhatThatDoes() throws Exception {
        run.start(RunRequest.dryRun(project, target).to("1"));
        assertThat(observed.changed(project, entry(0)).kind()).isEqualTo(RunKind.DRY_RUN);
        assertThat(observed.changed(project, entry(0)).change().changes()).hasSize(5);
    }

    @Test
    void aTestSaysItOfEveryMigration() throws Exception {
        run.start(RunRequest.test(project, target));
        assertThat(observed.changed(project, entry(1)).pair().verdict()).isEqualTo(PairProof.Verdict.NO_REVERT);
        assertThat(observed.rehearsed(project, entry(1))).isNull();
    }

    @Test
    void anOlderRunThatIsLookedAtAgainIsNotTheLast() throws Exception {
        run.start(RunRequest.dryRun(project, target));
        Files.writeString(folder.resolve("V2__two.sql"), "select 2;\nselect 3;");
        run.start(RunRequest.dryRun(project, target));
        run.show(run.past().getLast());
        assertThat(observed.rehearsed(project, entry(1)).step().statements()).hasSize(2);
    }

    private StatusEntry entry(int index) throws Exception {
        return engine.status(project, target).status().entries().get(index);
    }
}
