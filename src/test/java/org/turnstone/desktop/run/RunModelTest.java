package org.turnstone.desktop.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.Target;
import org.turnstone.desktop.DirectBackground;
import org.turnstone.desktop.PretendEngine;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.format.Project;
import org.turnstone.run.RunKind;
import org.turnstone.run.RunOutcome;
import org.turnstone.run.RunRequest;

class RunModelTest {
    private final PretendEngine engine = new PretendEngine();
    private final Target target = PretendEngine.target("here");
    private final Messages messages = Messages.ofDefaultLocale();

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void oneMigration() throws Exception {
        Files.writeString(folder.resolve("V1__one.sql"), "select 1;\nselect 2;\n");
        project = engine.open(folder);
    }

    @Test
    void aRunEndsWithItsStatementsAndIsRemembered() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.start(RunRequest.migrate(project, target));
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        assertThat(model.resultProperty().get().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(model.statements())
                .extracting(row -> row.statement().sql())
                .containsExactly("select 1;", "select 2;");
        assertThat(model.past()).singleElement().matches(run -> run.kind() == RunKind.MIGRATE && run.isGood());
    }

    @Test
    void aPastRunLooksAsItDid() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.start(RunRequest.dryRun(project, target));
        model.start(RunRequest.test(project, null));
        assertThat(model.statements()).isEmpty();
        model.show(model.past().getLast());
        assertThat(model.kindProperty().get()).isEqualTo(RunKind.DRY_RUN);
        assertThat(model.statements()).hasSize(2);
        assertThat(model.tests()).isEmpty();
    }

    @Test
    void aSecondRunIsRefusedWithASentence() {
        var later = new LaterBackground();
        RunModel model = new RunModel(engine, later, Runnable::run, messages);
        model.start(RunRequest.migrate(project, target));
        model.start(RunRequest.dryRun(project, target));
        assertThat(model.refusalProperty().get()).contains("Migrate is still running");
        assertThat(later.jobs).hasSize(1);
        later.jobs.remove().run();
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.ENDED);
        model.start(RunRequest.dryRun(project, target));
        assertThat(model.refusalProperty().get()).isNull();
    }

    @Test
    void aScriptThatIsNotSavedIsNotRun() {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        model.askUnsaved(() -> "V1__one.sql");
        model.start(RunRequest.migrate(project, target));
        assertThat(model.refusalProperty().get()).contains("V1__one.sql").contains("Ctrl+S");
        assertThat(model.stateProperty().get()).isEqualTo(RunModel.State.NONE);
    }

    @Test
    void aRunThatCannotBeginSaysWhy() throws Exception {
        RunModel model = new RunModel(engine, new DirectBackground(), Runnable::run, messages);
        Files.delete(folder.resolve("V1__one.sql"));
        model.start(RunRequest.migrate(project, target));
        assertThat(model.problemProperty().get()).contains("No migrations below");
        assertThat(model.past().getFirst().isGood()).isFalse();
    }

    /** Keeps runs until somebody wants them carried out. */
    private static final class LaterBackground implements Background {
        private final Deque<Runnable> jobs = new ArrayDeque<>();
        private final Background direct = new DirectBackground();

        @Override
        public <T> void read(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            direct.read(name, work, done, failed);
        }

        @Override
        public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            jobs.add(() -> direct.read(name, work, done, failed));
        }
    }
}
